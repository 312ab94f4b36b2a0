package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
)

const (
	signatureHeader = "X-Hub-Signature-256"
	signaturePrefix = "sha256="
)

// Sign gives the X-Hub-Signature-256 that GitHub would send with the body: the demo, which is its own GitHub, needs it.
func Sign(secret, body []byte) string {
	return signaturePrefix + hex.EncodeToString(digest(secret, body))
}

func digest(secret, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return mac.Sum(nil)
}

// authentic checks the body's signature, in a time that does not tell how much of it was right.
func (h *Handler) authentic(req Request) error {
	given := req.Header.Values(signatureHeader)
	if len(given) == 0 {
		return errors.New("the delivery is not signed: set the same secret in the webhook's settings on GitHub and here")
	}
	hexadecimal, ok := strings.CutPrefix(given[0], signaturePrefix)
	signature, err := hex.DecodeString(hexadecimal)
	// An empty secret would let everybody in: no signature is right then.
	if len(given) > 1 || !ok || err != nil || len(h.Secret) == 0 || !hmac.Equal(signature, digest(h.Secret, req.Body)) {
		return errors.New("the signature is wrong: the secret in the webhook's settings on GitHub is not the one that is set here")
	}
	return nil
}

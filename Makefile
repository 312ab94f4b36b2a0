# Builds what template.yaml deploys: `sam build` calls these targets and sets ARTIFACTS_DIR. Needs Go and, for Dart Sass, npm.
# By hand: make build-WebhookFunction ARTIFACTS_DIR=/tmp/webhook

.PHONY: build-WebhookFunction build-PublisherFunction build-SassLayer

build-WebhookFunction: PACKAGE = ./functions/webhook
build-PublisherFunction: PACKAGE = ./functions/publisher

build-WebhookFunction build-PublisherFunction:
	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -buildvcs=false -trimpath -tags lambda.norpc -ldflags '-s -w' -o "$(ARTIFACTS_DIR)/bootstrap" $(PACKAGE)

# Dart Sass as npm has it for Lambda's processors and system: the folder dart-sass with the program sass in it.
SASS = sass-embedded-linux-arm64@1.105.0

build-SassLayer:
	mkdir -p "$(ARTIFACTS_DIR)/pack"
	cd "$(ARTIFACTS_DIR)/pack" && npm pack --silent $(SASS) && tar -xzf *.tgz
	mv "$(ARTIFACTS_DIR)/pack/package/dart-sass" "$(ARTIFACTS_DIR)/dart-sass"
	rm -r "$(ARTIFACTS_DIR)/pack"

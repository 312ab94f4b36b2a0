package templates_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/galleypress/galley/templates"
)

// WCAG 2.2 wants 4.5 : 1 for text (criterion 1.4.3).
const enough = 4.5

func TestColoursCanBeReadInLightAndDark(t *testing.T) {
	theme, err := fs.ReadFile(templates.Theme, "assets/galley/galley.css")
	if err != nil {
		t.Fatal(err)
	}
	report, err := os.ReadFile("report.html")
	if err != nil {
		t.Fatal(err)
	}
	for name, css := range map[string]string{"theme": string(theme), "report": string(report)} {
		light, dark, _ := strings.Cut(css, "prefers-color-scheme: dark")
		for scheme, part := range map[string]string{"light": light, "dark": dark} {
			colours := palette(part)
			for _, ink := range []string{"ink", "soft", "red", "blue", "green"} {
				for _, paper := range []string{"paper", "tint"} {
					t.Run(fmt.Sprintf("%s/%s/%s on %s", name, scheme, ink, paper), func(t *testing.T) {
						a, b := colours[ink], colours[paper]
						if a == nil || b == nil {
							t.Fatal("the style sheet does not set them")
						}
						if c := contrast(a, b); c < enough {
							t.Errorf("contrast is %.2f, want %.1f", c, enough)
						}
					})
				}
			}
			if c := contrast(colours["ink"], colours["mark"]); c < enough {
				t.Errorf("%s, %s: marked text has a contrast of %.2f, want %.1f", name, scheme, c, enough)
			}
		}
	}
}

var property = regexp.MustCompile(`--(\w+): #([0-9a-f]{6});`)

// palette are the colours that are set first in a style sheet.
func palette(css string) map[string][]float64 {
	colours := map[string][]float64{}
	for _, m := range property.FindAllStringSubmatch(css, -1) {
		if colours[m[1]] != nil {
			continue
		}
		for i := 0; i < 6; i += 2 {
			v, _ := strconv.ParseUint(m[2][i:i+2], 16, 8) // the expression matched hexadecimal digits
			colours[m[1]] = append(colours[m[1]], float64(v)/255)
		}
	}
	return colours
}

func contrast(a, b []float64) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(rgb []float64) float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(rgb[0]) + 0.7152*linear(rgb[1]) + 0.0722*linear(rgb[2])
}

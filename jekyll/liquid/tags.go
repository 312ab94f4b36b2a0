package liquid

// standardTags are the tags that every environment starts with; where shopify is set, only one of that dialect.
// (`liquid` is not among them: the parser itself reads its lines.)
var standardTags = []struct {
	name    string
	parse   TagParser
	shopify bool
}{
	{name: "#", parse: parseInlineComment},
	{name: "assign", parse: parseAssign},
	{name: "break", parse: parseBreak},
	{name: "capture", parse: parseCapture},
	{name: "case", parse: parseCase},
	{name: "comment", parse: parseComment},
	{name: "continue", parse: parseContinue},
	{name: "cycle", parse: parseCycle},
	{name: "decrement", parse: parseDecrement},
	{name: "doc", parse: parseDoc, shopify: true},
	{name: "echo", parse: parseEcho},
	{name: "for", parse: parseFor},
	{name: "if", parse: parseIf},
	{name: "ifchanged", parse: parseIfchanged},
	{name: "include", parse: parseInclude},
	{name: "increment", parse: parseIncrement},
	{name: "raw", parse: parseRaw},
	{name: "render", parse: parseRender},
	{name: "tablerow", parse: parseTablerow},
	{name: "unless", parse: parseIf},
}

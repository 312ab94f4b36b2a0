# Writes split.jsonl: how Jekyll's regular expressions split files, for the tests of package frontmatter.
#
#   ruby split.rb > split.jsonl
#
# A line is {"text": TEXT, "header": has_yaml_header?, "yaml": the YAML or null, "body": what follows}.
require "jekyll"
require "json"
require "tempfile"

srand(11)
PARTS = ["---", "---", "---\n", "---\n", "\n", "\n", "...\n", "a: b\n", "c: [d]\n", " ", "\t", "\r\n", "---\r\n", "--- \n", " ---\n", "----\n", "--- x\n", "text\n", "\f", "\v", "한글: 제목\n", "\ufeff", "..."].freeze
texts = Array.new(1500) { (rand < 0.6 ? "---\n" : "") + Array.new(rand(0..8)) { PARTS.sample }.join }
file = Tempfile.new("split")
texts.uniq.each do |text|
  File.binwrite(file.path, text)
  header = Jekyll::Utils.has_yaml_header?(file.path)
  content = File.read(file.path, encoding: "bom|utf-8")
  match = content.match(Jekyll::Document::YAML_FRONT_MATTER_REGEXP)
  puts JSON.generate("text" => text, "header" => header, "yaml" => match && match[1], "body" => match ? match.post_match : content)
end

# Writes psych.jsonl: what Ruby's Psych makes of YAML texts, for the tests of package psych.
#
#   TZ=UTC ruby psych.rb > psych.jsonl
#
# A line is {"yaml": TEXT, "value": Ruby's inspect} or {"yaml": TEXT, "error": class and message}. The texts are those of texts.txt (one
# a line, as Ruby string literals) and as many made at random.
require "psych"
require "date"
require "json"

srand(20)
PARTS = ["a", "b: ", "key: ", "- ", "\n", "\n", "\n  ", "\n    ", " ", "  ", "[", "]", "{", "}", ",", ", ", ": ", ":", "? ", "?", "# c", "#", "'", "\"", "''", "\\", "\\n", "|", "|-", ">",
         ">+", "|2", "&x ", "*x", "&y", "*y ", "!str ", "!!int ", "!", "---", "...", "%", "@", "`", "\t", "한글", "é", "<<: ", "~", "null", "yes", "No", "1", "0x1F", "1.5", "12:30",
         "2020-10-17", "2020-10-17 10:00:00 +0900", "title: ", "x y", "tags: ", "\r\n", "--- ", "1_000", "-", "=", ".", "1e3", "017", "0b1", "+1", "\u2028", "\u0085", "http://a.b/c?d=e"].freeze
DIGITS = "0123456789:-+._,eExbTZ tnfyosrulaINF~ ".chars.freeze

def result(yaml)
  { "value" => Psych.safe_load(yaml, permitted_classes: [Date, Time], aliases: true).inspect }
rescue StandardError => e
  { "error" => "#{e.class}: #{e.message}" }
end

texts = File.readlines("#{__dir__}/texts.txt", chomp: true).map { |line| line.undump }
texts += texts.map { |text| "---\n#{text}" }
texts += Array.new(1500) { (rand < 0.6 ? "---\n" : "") + Array.new(rand(1..14)) { PARTS.sample }.join }
texts += Array.new(800) { "a: #{Array.new(rand(1..9)) { DIGITS.sample }.join}" }
texts += Array.new(300) do
  day = format("%04d-%d-%02d", rand(1600..2100), rand(0..13), rand(0..30))
  zone = ["", " +0900", "+09:00", " Z", "Z", " +9", " -00:30", " +25:00", " KST", ".5", ".123456 +01:00", " +900"].sample
  format("a: %s%s%d:%02d:%02d%s", day, [" ", "T", "  ", "t"].sample, rand(0..25), rand(0..61), rand(0..61), zone)
end
texts.uniq.each do |yaml|
  line = { "yaml" => yaml }.merge(result(yaml))
  # Symbols are left out, because safe_yaml counts there.
  puts JSON.generate(line) unless line["error"].to_s.include?("Symbol")
end

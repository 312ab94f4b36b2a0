# Breaks sound front matter at random, and asks Jekyll what it makes of each piece. It writes broken.json, which broken_test.go compares the
# rules with: an error where Jekyll cannot read a post, and none where it can.
#
#   TZ=UTC ruby broken.rb > broken.json        (with Debian's jekyll)
require "jekyll"
require "json"
require "tmpdir"

SEEDS = [
  "layout: post\ntitle: \"Spring is here\"\ndate: 2024-05-01 10:00:00 +0900\ncategories: [garden, diary]\ntags:\n  - tulip\n  - rain\n",
  "title: '봄이 왔다'\nauthor: somebody\ncategories:\n- 일기\ntags: [봄, 꽃]\ntoc: true\ntoc_sticky: true\n",
  "layout: post\ntitle:  春天来了\ndescription: 花园里的花都开了，真好看\nkeywords: 花, 草\ncategory: garden\n",
  "# a comment\ntitle: Garden diary, part 3\nheader:\n  image: /assets/tulip.jpg\n  caption: \"Photo: me\"\ntags: garden diary\n",
  "title: It is here\nexcerpt: >-\n  At last it\n  is here.\nlinks:\n  - {name: home, url: \"https://example.com\"}\n  - name: away\n    url: /away/\n",
].freeze

SPECIAL = (%w(: # @ [ ] { } " ' & * ! | > % - , ? ` ~) + ["\t", " ", ": ", " #", "- ", "\n", "\n\n", "---\n", "  ", "null", "1_0",
                                                          "：", "“", "”", "，", "\u3000", "\u00a0"]).freeze
VALUES = ["yes", "~", "007", "12:30", "[a, b", "{a: b}", "\"x\" y", "'it's'", "@x", "*x", "&x y", "!x y", "a: b", "a #b", "#b", "- x", "| x", "> x",
          "%x", "\"unclosed", "\tx", "x\ty", "\"C:\\dir\"", "[[a], b]", "''"].freeze

random = Random.new(7)
pieces = SEEDS.dup
while pieces.length < 900
  text = SEEDS[random.rand(SEEDS.length)].dup
  random.rand(1..2).times do
    lines = text.split("\n", -1)
    at = random.rand(lines.length)
    case random.rand(5)
    when 0 then text.insert(random.rand(text.length + 1), SPECIAL[random.rand(SPECIAL.length)])
    when 1 then text.slice!(random.rand(text.length))
    when 2 then text = lines.insert(random.rand(lines.length), lines[at]).join("\n")
    when 3
      lines[at] = lines[at].sub(%r!\A(\s*[\w-]+:\s).*!) { Regexp.last_match(1) + VALUES[random.rand(VALUES.length)] }
      text = lines.join("\n")
    when 4
      lines[at] = ["", " ", "  ", "\t"][random.rand(4)] + lines[at].lstrip
      text = lines.join("\n")
    end
  end
  pieces << text
end

module Jekyll
  class Document
    attr_reader :read_error

    def handle_read_error(error)
      @read_error = error
    end
  end
end

Dir.mktmpdir do |dir|
  site = Jekyll::Site.new(Jekyll.configuration("source" => dir, "quiet" => true, "disable_disk_cache" => true))
  file = File.join(dir, "_posts/2024-05-01-spring.md")
  Dir.mkdir(File.dirname(file))
  cases = pieces.uniq.map do |text|
    File.write(file, "---\n#{text}---\nText.\n")
    doc = Jekyll::Document.new(file, :site => site, :collection => site.posts)
    doc.read
    # Debian's Jekyll refuses symbols, which the published gem reads as text.
    next if doc.read_error.to_s.include?("Symbol")

    { "text" => text, "unreadable" => !doc.read_error.nil? }
  end
  puts "[", cases.compact.map { |c| JSON.generate(c) }.join(",\n"), "]"
end

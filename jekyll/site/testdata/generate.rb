# Makes odd sites for the tests of package site: ruby generate.rb FOLDER COUNT SEED
require "fileutils"

ROOT, COUNT, SEED = ARGV[0], ARGV[1].to_i, ARGV[2].to_i
srand(SEED)
CHANGED = Time.utc(2026, 6, 1) # the date of drafts that have none

def maybe(chance) = rand < chance
def pick(*list) = list.sample

DATES = ["2020-10-17", "2020-1-7", "2020-02-30", "2019-12-31 23:30:00", "2020-10-17 10:00:00 +0800", "2020-10-17T10:00:00Z", "2020-10-17 10:00",
         "2020-10-17 10:00 +0900", "2020/10/17", "17 October 2020", "Oct 17, 2020", "October 17th 2020 5pm", "17.10.2020", "'2020-10-17'",
         "\"2020-10-17 10:00:00 KST\"", "2020-10-17 24:00:00", "2020-10-17 25:00:00", "20201017", "201017", "2020-10-17 10:00:00.123 +0900", "2020-10-17T10:00:00-03:30",
         "2027-01-01", "2026-06-15 11:59:59 +0000", "2026-06-15 12:00:01 +0000", "2026-06-15", "Sat, 17 Oct 2020 10:00:00 GMT", "2020-10-17 10:00:00 EST",
         "2020-10-17 10:00:00 +9", "10/17/2020", "17/10/2020", "Sat Oct 17 10:00:00 2020", "2020-W42-6", "12:30", "2020-10", "2020", "", "null", "~", "tomorrow",
         "2020-10-17 오전 10:00", "2020年10月17日", "2020-10-17 PM 3:00:00", "2020-13-01", "1600000000", "2020-10-17 10:00:00 Asia/Seoul", "2020-10-17 10:00:00 UTC+9",
         "H30.10.17", "[2020-10-17]", "2020-10-17 10:00:00 -0000", "2016-02-29 08:61:00", "99-10-17", "2020-06-15 12:00:00 +05:30", "2020-3-15 02:30:00", "  2020-10-17"]
WORDS = ["a", "b c", "Jekyll", "한국어", "日本語 記事", "C++", "c#", "Ünï", "x/y", "dev-ops", "1", "2020", "true", "1.5", "null", "~", "a, b", "Ä Ö", "a.b", "İstanbul", "it's", "%20", "a&b", "yes"]

def quote(word)
  case rand(4)
  when 0 then "'#{word.gsub("'", "''")}'"
  when 1 then "\"#{word}\""
  else word
  end
end

def list(key)
  words = Array.new(rand(4)) { quote(pick(*WORDS)) }
  case rand(7)
  when 0 then "#{key}: #{words.join(" ")}\n"
  when 1, 2 then "#{key}: [#{words.join(", ")}]\n"
  when 3 then "#{key}:\n#{words.map { |w| "  - #{w}\n" }.join}"
  when 4 then "#{key}:\n#{words.map { |w| "- #{w}\n" }.join}"
  when 5 then "#{key}: #{quote(pick(*WORDS))}\n"
  else "#{key}: #{pick("", "[]", "~", "5", "{a: b}", "[a, [b, c]]", "true", "2020-01-01", "[a, null, b]", "[1, 1.0, 2020-01-01]", "'a b'", "\"\"", "[a, a]")}\n"
  end
end

PERMALINKS = ["/:title/", "/:categories/:title.html", "/:year/:month/:day/:title:output_ext", "/:year/:i_month/:i_day/:slug/", "pretty", "/x/:short_year-:y_day/:title", "none",
              "/:slugified_categories/:week-:w_year/:name/", "/:hour:minute:second/:title/", "/:short_month/:long_month/:short_day/:long_day/:w_day/:title.html", "date", "ordinal",
              "weekdate", "/:collection/:path:output_ext", ":title", "/blog/:title.htm", "/:categories_:title/", "/:title/index.html", "../up/:title", "/:year/./:title//x/", "/é/:title/", "/a b/:title", "/q?x=:title#y", "/:title.PDF", "/foo."]

def front_matter
  fm = +""
  fm << "layout: #{pick("post", "default", "none", "null", "", "'single'", "5")}\n" if maybe(0.5)
  fm << "title: #{pick("Hello", "\"Quoted: yes\"", "'it''s'", "2020", "1_000", "null", "~", "yes", "한글 제목", "2020-01-01", "12:30", "0x1F", "017", "1.50", "\"\"", "Hello # comment", "[a, b]", "a: b", ">\n  folded\n  text", "|\n  two\n  lines", "!!str 5", "@home", "*x", "\"a\\tb\"", "true", "1e3", "1.5e+3", "what? #1", "{{ x }}", "“curly”: x", "-")}\n" if maybe(0.8)
  fm << "date: #{pick(*DATES)}\n" if maybe(0.45)
  fm << list("categories") if maybe(0.4)
  fm << list("category") if maybe(0.15)
  fm << list("tags") if maybe(0.5)
  fm << list("tag") if maybe(0.1)
  fm << "published: #{pick("true", "false", "no", "off", "null", "", "'false'", "\"true\"", "0", "1", "False", "n")}\n" if maybe(0.12)
  fm << "permalink: #{pick(*PERMALINKS).then { |p| p.start_with?(":") || maybe(0.3) ? "\"#{p}\"" : p }}\n" if maybe(0.15)
  fm << "permalink: #{pick("\"\"", "5", "null", "/:nope/x/", "/:class/x/")}\n" if maybe(0.03)
  fm << "slug: #{pick("my-slug", "My Slug", "한글", "null", "''", "\"5\"", "a_b.c~d", "5")}\n" if maybe(0.1)
  fm << "draft: #{pick("true", "false")}\n" if maybe(0.05)
  fm << "title: twice\n" if maybe(0.05)
  fm << "<<: {tags: [merged], excerpt_separator: x}\n" if maybe(0.03)
  fm << pick("\tbad: tab\n", "unclosed: [a, b\n", "broken: 'x\n", "a\n", "- item\n", "key: @at\n", "  indented: 1\n", "x: y: z\n", "# comment\n", "? complex\n: value\n", "1: one\n", "nested:\n  deep: [1, {a: b}]\n", "multi: a\n  b\n\n  c\n") if maybe(0.12)
  fm.lines.each_slice(3).to_a.shuffle.flatten.join
end

def post
  open = pick(*(["---\n"] * 30), "---  \n", "---\t\n", "\n---\n", " ---\n", "--- \n\n", "----\n", "---yaml\n", "+++\n", "---\n\n\n")
  close = pick(*(["---\n"] * 20), "--- \n", "...\n", "---", "--\n", "---\n\n\n", "--- #\n", "  ---\n", "----\n")
  text = [open, front_matter, close, pick("Body text.\n", "", "\n\n# Head\n\nText\n---\nmore\n", "한글 본문\n", "caf\xE9\n".b)].map(&:b).join if maybe(0.96)
  text ||= pick("", "no front matter\n", "---\n---\n", "---\n- a list\n---\n", "---\njust text\n---\nx\n", "---\nfalse\n---\nx\n", "---\n5\n---\nx\n", "---\n# only a comment\n---\n", "---", "---\n")
  text = text.b
  text = text.gsub("\n".b, "\r\n".b) if maybe(0.08)
  text = "\xEF\xBB\xBF".b + text if maybe(0.04)
  text
end

SLUGS = ["hello-world", "Hello-WORLD", "한글-제목", "日本語", "c++", "x", "a.b.c", "-lead", "trail-", "dots..", "under_score", "[tag] title", "it's", "100%", "a b  c", "Ünïcode", "x#y", "q?z", "e=mc2", "emoji-🎉", "", "2020-01-02-twice", "a,b", "semi;colon", "col:on", "~tilde", "~", "_x", "#x", ".x", "İ-x", "ǆ-x", "ß"]

def name
  date = pick("2020-10-17", "2020-1-5", "2020-01-5", "19-10-17", "2019-12-31", "2026-06-15", "2026-06-16", "2030-01-01", "2020-02-30", "2020-13-01", "2020-1-32", "1999-9-9", "2020-10-17", "2018-05-06", "2017-03-04")
  ext = pick(*([".md"] * 12), ".markdown", ".MD", ".html", ".HTML", ".textile", ".txt", ".mkd", ".jpg", ".yml", ".htm", "", ".md~", ".", ".scss", ".Markdown", ".md.bak")
  return pick("no-date#{ext}", "2020-10#{ext}", "2020-10-17#{ext}", "2020_10_17-x#{ext}", "20201017-x#{ext}", "README.md", ".hidden.md", "2020-10-17x.md", "x-2020-10-17-y.md", "Icon") if maybe(0.1)
  "#{date}-#{pick(*SLUGS)}#{ext}"
end

FOLDERS = ["_posts"] * 8 + ["_posts/sub", "_posts/2020", "_posts/한글", "blog/_posts", "Blog News/_posts", "a/b/_posts", "a/b/_posts/c", "my_posts/_posts", "_posts/_drafts", "_drafts", "_drafts/in", "blog/_drafts",
                            "vendor/_posts", "_hidden/_posts", "docs/_posts", "_posts/.dot", "_posts/_under", "_posts/2020-01-01-dir.x", "collections/_posts", "collections/x/_posts", "_post", "posts", "_Posts", "a.b/_posts", "2019-01-01-x/_posts"]

def config
  c = +""
  c << "permalink: #{pick(*PERMALINKS).then { |p| p.start_with?(":") ? "\"#{p}\"" : p }}\n" if maybe(0.7)
  c << "timezone: #{pick("Asia/Seoul", "America/New_York", "Europe/Berlin", "UTC", "Australia/Lord_Howe", "America/St_Johns", "Nowhere/City", "EST5", "")}\n" if maybe(0.5)
  c << "future: #{pick("true", "false", "yes", "")}\n" if maybe(0.3)
  c << "unpublished: true\n" if maybe(0.1)
  c << "show_drafts: true\n" if maybe(0.3)
  c << "limit_posts: #{pick("5", "0", "100")}\n" if maybe(0.1)
  c << "collections_dir: collections\n" if maybe(0.1)
  c << "exclude: [#{pick("docs", "docs/", "/docs", "'*.txt'", "_posts/sub", "'_posts/**'", "blog/_posts", "'**/2020*'", "vendor")}]\n" if maybe(0.4)
  c << "include: [#{pick("_hidden", ".htaccess", "vendor", "_posts", "'*.md~'", ".dot", "_pages")}]\n" if maybe(0.3)
  c << "markdown_ext: #{pick("md,txt", "markdown,md,textile", "MD")}\n" if maybe(0.1)
  c << "collections:\n  #{pick("posts:\n    permalink: /c/:title/", "docs:\n    output: true", "posts:\n    output: false", "drafts: {}")}\n" if maybe(0.2)
  if maybe(0.6)
    c << "defaults:\n"
    rand(1..4).times do
      scope = []
      scope << "path: #{pick("''", "_posts", "blog", "\"_posts/*\"", "\"*/_posts\"", "_posts/sub", "\"**/b\"", "/_posts", "_drafts", "collections/_posts", "\"_posts/*.md\"", "a")}" if maybe(0.8)
      scope << "type: #{pick("posts", "post", "drafts", "pages", "docs")}" if maybe(0.6)
      scope << "other: 1" if scope.empty?
      c << "  - scope:\n      #{scope.join("\n      ")}\n    values:\n      #{pick("layout: a", "layout: b\n      tags: [d]", "categories: x y", "categories: [p, q]", "title: D", "published: false", "permalink: /d/:title/", "category: one", "tag: t", "date: 2001-02-03", "date: 2001-02-03 04:05:06 +0900", "slug: sl", "layout: null", "nested:\n        a: 1")}\n"
    end
  end
  c
end

COUNT.times do |i|
  dir = "#{ROOT}/#{format("%03d", i)}"
  FileUtils.mkdir_p(dir)
  File.write("#{dir}/_config.yml", config)
  rand(40..90).times do
    folder = "#{dir}/#{pick(*FOLDERS)}"
    FileUtils.mkdir_p(folder)
    file = "#{folder}/#{name}"
    File.binwrite(file, post)
    File.utime(CHANGED, CHANGED, file)
  end
end

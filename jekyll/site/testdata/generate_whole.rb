# Makes odd sites with pages, static files and collections for the tests of package site: ruby generate_whole.rb FOLDER COUNT SEED
#
# Those that Jekyll does not build are of no use; whole.rb fails on them.
require "fileutils"

ROOT, COUNT, SEED = ARGV[0], ARGV[1].to_i, ARGV[2].to_i
srand(SEED)
CHANGED = Time.utc(2026, 6, 1)

def maybe(chance) = rand < chance

FOLDERS = ["", "sub", "sub/deep", "_pages", "_docs", "_docs/a", "_docs/a b", "_lab", "_lab/x.y", "assets", "assets/css", ".well-known", "a.b", "한글", "_hidden", "vendor", "blog/_posts", "_posts", "_data", "_data/d", "_layouts", "_layouts/x", "a b"].freeze
NAMES = %w[index about read.me x.y.z -dash trail.. 한글 a+b é 2020-01-01-dated UPPER name_with page index.en] + ["a b", "q&a", "#h", "~t", "_u", ".d", "100%", "a:b", "[x]"]
EXTENSIONS = %w[.md .markdown .html .htm .xml .txt .json .scss .js .png .MD .HTML .yml .yaml .csv .xhtml .tar.gz] + ["", ".", "~"]
STYLES = ["/:title/", "pretty", "none", "date", "/:categories/:title.html", "/blog/:year/:title", "ordinal", "/x/:title:output_ext"].freeze
PERMALINKS = ["/x/", "/x.html", "x", "/a/:path/", "/:basename/x", ":basename:output_ext", "/é.html", "/a b/", "//x//y", "/../z", "/x.htm", "/noext", "/dir.d/", "/:collection/:name", "/x/index.html", "/y.txt"].freeze
TEMPLATES = ["/:collection/:path/", "/:collection/:path:output_ext", "/c/:name", "/:title.html", "/:year/:slug/", "/:collection/:categories/:title", "/:path/index.html"].freeze

def config
  c = +"permalink: #{STYLES.sample}\n"
  c << "include: [#{["_pages", ".well-known", ".htaccess", "_hidden", "vendor"].sample(rand(3)).join(", ")}]\n" if maybe(0.6)
  c << "exclude: [#{["'*.txt'", "sub/deep", "a.b", "vendor", "assets/css/", "'**/index*'"].sample(rand(3)).join(", ")}]\n" if maybe(0.6)
  if maybe(0.8)
    c << "collections:\n  docs:\n    output: #{maybe(0.7)}\n"
    c << "    permalink: \"#{TEMPLATES.sample}\"\n" if maybe(0.5)
    c << "    sort_by: rank\n" if maybe(0.3)
    c << "  lab:\n    output: true\n"
    c << "    permalink: \"#{TEMPLATES.sample}\"\n" if maybe(0.5)
  end
  c << "unpublished: true\n" if maybe(0.1)
  c << "future: true\n" if maybe(0.2)
  c << "timezone: Asia/Seoul\n" if maybe(0.3)
  if maybe(0.6)
    c << "defaults:\n"
    rand(1..3).times do
      type = maybe(0.5) ? ", type: #{%w[pages docs posts lab].sample}" : ""
      c << "  - scope: {path: #{["''", "sub", "_docs", "assets", "'*/deep'", "_pages", "about.md"].sample}#{type}}\n"
      c << "    values: {#{["layout: l", "permalink: /d/:basename/", "published: false", "title: D", "rank: 5", "date: '2020-02-02'"].sample}}\n"
    end
  end
  c
end

def text(extension)
  return "a,b\n1,2\n" if extension == ".csv"
  return "plain: text\n" unless maybe(0.65)

  t = +"---\n"
  t << "title: #{["T", "2020", "'x y'", "~", "[a]"].sample}\n" if maybe(0.3)
  t << "permalink: \"#{PERMALINKS.sample}\"\n" if maybe(0.25)
  t << "published: #{["false", "true", "~", "'false'"].sample}\n" if maybe(0.1)
  t << "date: #{["2020-05-06", "2020-05-06 20:00", "2030-01-01", "2020-05-06 23:30:00 -0500"].sample}\n" if maybe(0.2)
  t << "layout: #{["l", "none", "~"].sample}\n" if maybe(0.2)
  t << "rank: #{[1, 2, 10, 5].sample}\n" if maybe(0.3)
  t << "categories: #{["a b", "[x, Y]"].sample}\n" if maybe(0.15)
  t << "slug: #{["My Slug", "s"].sample}\n" if maybe(0.1)
  t << "---\nbody\n"
end

COUNT.times do |i|
  dir = "#{ROOT}/#{format("%d-%02d", SEED, i)}"
  FileUtils.mkdir_p(dir)
  File.write("#{dir}/_config.yml", config)
  60.times do
    folder = "#{dir}/#{FOLDERS.sample}"
    extension = EXTENSIONS.sample
    file = "#{folder}/#{NAMES.sample}#{extension}"
    FileUtils.mkdir_p(folder)
    next if File.directory?(file)

    File.write(file, text(extension))
    File.utime(CHANGED, CHANGED, file)
  end
end

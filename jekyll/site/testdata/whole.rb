# Prints the model that Jekyll's reader makes of whole sites, for the tests of package site: pages, static files, collections, data, layouts.
#
#   JEKYLL_NO_BUNDLER_REQUIRE=true TZ=UTC ruby whole.rb SITE… (writes SITE/whole.json)
require "jekyll"
require "json"

Jekyll.logger.log_level = :error
NOW = "2026-06-15 12:00:00 +0000"

def relative(path, source) = path.delete_prefix("#{source}/")

def whole(source)
  ENV["TZ"] = "UTC"
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
  source = File.expand_path(source)
  FileUtils.rm_f("#{source}/whole.json")
  site = Jekyll::Site.new(Jekyll.configuration("source" => source, "destination" => "#{source}/_site", "quiet" => true, "disable_disk_cache" => true, "time" => NOW))
  site.reset
  site.read
  dest = ->(item) { relative(item.destination(site.dest), site.dest) }
  {
    "pages" => site.pages.map { |p| [p.relative_path, p.url, dest.call(p), p["layout"].inspect] }.sort,
    "static" => site.static_files.map { |f| [relative(f.path, source), f.url, dest.call(f), f.write?.to_s] }.sort,
    "collections" => site.collections.map do |label, c|
      [label, c.docs.map { |d| [d.relative_path, d.url, dest.call(d), d.date.getutc.to_s, d.data["title"].inspect, d.write?.to_s] }]
    end,
    "layouts" => site.layouts.map { |name, l| [name, l.relative_path] }.sort,
    "data" => site.data.inspect,
  }
end

ARGV.each { |source| File.write("#{source}/whole.json", "#{JSON.pretty_generate(whole(source))}\n") }

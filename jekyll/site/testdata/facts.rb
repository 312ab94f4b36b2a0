# Prints what Jekyll makes of every post of a site, a JSON object a line, for the tests of package site.
#
#   JEKYLL_NO_BUNDLER_REQUIRE=true TZ=UTC ruby facts.rb SITE… > (each site's facts.jsonl is written beside its _config.yml)
#
# Unlike `jekyll build` it goes on after a post that stops the build, and says "fatal" of it.
require "jekyll"
require "json"

NOW = "2026-06-15 12:00:00 +0000"

Jekyll.logger.log_level = :error
# The published gem reads YAML with safe_yaml, which leaves symbols as strings; Debian's Psych refuses them. These sites have none.
module FatalDocuments
  attr_reader :fatal

  def read_publishable(dir, magic_dir, matcher)
    docs = read_content(dir, magic_dir, matcher)
    docs.each do |doc|
      doc.read
    rescue StandardError => e
      (@fatal ||= []) << [doc, e.message]
    end
    failed = (@fatal || []).map(&:first)
    (docs - failed).select { |doc| processable?(doc) }
  end
end
Jekyll::PostReader.prepend(FatalDocuments)

# Only posts are looked at.
Jekyll::CollectionReader.define_method(:read) { nil }
Jekyll::PageReader.define_method(:read) { |_files| [] }

def facts(source)
  ENV["TZ"] = "UTC"
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil) # which forgets that zones differ
  config = Jekyll.configuration(
    "source" => source, "destination" => "#{source}/_site", "quiet" => true, "disable_disk_cache" => true, "time" => NOW
  )
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  lines = site.posts.docs.map do |doc|
    fact = { "path" => doc.path.delete_prefix("#{File.expand_path(source)}/") }
    begin
      fact["url"] = doc.url
    rescue StandardError => e
      next fact.merge("fatal" => e.message)
    end
    fact.merge(
      "date" => doc.date.getutc.strftime("%Y-%m-%dT%H:%M:%SZ"), "categories" => doc.data["categories"].map(&:to_s),
      "tags" => doc.data["tags"]&.map(&:to_s), "title" => doc.data["title"].to_s, "layout" => doc.data["layout"]&.to_s,
      "ext" => doc.output_ext, "destination" => doc.destination(site.dest).delete_prefix("#{site.dest}/")
    )
  end
  (site.reader.send(:post_reader).fatal || []).each do |doc, message|
    lines << { "path" => doc.path.delete_prefix("#{File.expand_path(source)}/"), "fatal" => message }
  end
  lines.sort_by { |line| line["path"] }
rescue StandardError => e
  [{ "path" => "", "fatal" => "#{e.class}: #{e.message}" }]
end

ARGV.each do |source|
  File.write("#{source}/facts.jsonl", facts(source).map { |line| "#{JSON.generate(line)}\n" }.join)
end

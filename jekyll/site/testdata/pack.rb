# Packs sites and what facts.rb has written for them into one JSON file a site, since some names cannot be checked out everywhere:
#
#   ruby generate.rb /tmp/odd 8 1 && JEKYLL_NO_BUNDLER_REQUIRE=true TZ=UTC ruby facts.rb /tmp/odd/* && ruby pack.rb /tmp/odd/*
require "json"

ARGV.each do |source|
  files = Dir.glob("**/*", File::FNM_DOTMATCH, base: source).select { |f| File.file?("#{source}/#{f}") && f != "facts.jsonl" }.sort
  packed = files.map do |file|
    text = File.binread("#{source}/#{file}").force_encoding("UTF-8")
    text.valid_encoding? ? { "path" => file, "text" => text } : { "path" => file, "base64" => [text].pack("m0") }
  end
  facts = File.readlines("#{source}/facts.jsonl").map { |line| JSON.parse(line) }
  lines = packed.map { |f| "    #{JSON.generate(f)}" }.join(",\n")
  expected = facts.map { |f| "    #{JSON.generate(f)}" }.join(",\n")
  name = File.basename(source)
  File.write("#{__dir__}/odd/#{name}.json", "{\n  \"files\": [\n#{lines}\n  ],\n  \"facts\": [\n#{expected}\n  ]\n}\n")
end

# Packs sites, and what facts.rb or whole.rb has written for them, into one JSON file a site, since some of their names cannot be checked
# out everywhere; or unpacks such a file into a folder, so that it can be changed and packed again.
#
#   ruby generate.rb /tmp/odd 12 42 && JEKYLL_NO_BUNDLER_REQUIRE=true TZ=UTC ruby facts.rb /tmp/odd/* && ruby pack.rb /tmp/odd/*
#   ruby pack.rb --unpack whole/main.json /tmp/main && … && JEKYLL_NO_BUNDLER_REQUIRE=true TZ=UTC ruby whole.rb /tmp/main && ruby pack.rb /tmp/main
require "fileutils"
require "json"

RESULTS = %w(facts.jsonl whole.json).freeze

def pack(source)
  files = Dir.glob("**/*", File::FNM_DOTMATCH, base: source).select { |f| File.file?("#{source}/#{f}") && !RESULTS.include?(f) }.sort
  packed = files.map do |file|
    text = File.binread("#{source}/#{file}").force_encoding("UTF-8")
    text.valid_encoding? ? { "path" => file, "text" => text } : { "path" => file, "base64" => [text].pack("m0") }
  end
  lines = packed.map { |f| "    #{JSON.generate(f)}" }.join(",\n")
  if File.exist?("#{source}/whole.json")
    folder = "whole"
    result = "  \"whole\": #{JSON.pretty_generate(JSON.parse(File.read("#{source}/whole.json"))).gsub("\n", "\n  ")}"
  else
    folder = "odd"
    result = "  \"facts\": [\n#{File.readlines("#{source}/facts.jsonl").map { |l| "    #{l.chomp}" }.join(",\n")}\n  ]"
  end
  File.write("#{__dir__}/#{folder}/#{File.basename(source)}.json", "{\n  \"files\": [\n#{lines}\n  ],\n#{result}\n}\n")
end

def unpack(file, folder)
  JSON.parse(File.read(file))["files"].each do |f|
    path = "#{folder}/#{f["path"]}"
    FileUtils.mkdir_p(File.dirname(path))
    File.binwrite(path, f["text"] || f["base64"].unpack1("m0"))
  end
end

if ARGV[0] == "--unpack"
  unpack(ARGV[1], ARGV[2])
else
  ARGV.each { |source| pack(source) }
end

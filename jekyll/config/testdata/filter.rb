# Writes filter.jsonl and glob.jsonl: which entries Jekyll's EntryFilter lets through, and what Ruby's File.fnmatch? and Dir.glob say, for the
# tests of package config.
#
#   JEKYLL_NO_BUNDLER_REQUIRE=true ruby filter.rb
require "jekyll"
require "json"
require "tmpdir"

srand(4)
Jekyll.logger.log_level = :error
PATTERNS = ["a", "/a", "a/", "a.md", "*.md", "b/*", "**/c", "_x", "_x/", ".h", "b/c", "[ab]*", "[!a]", "a?md", "*", "\\*", "b/**/d", "README", "~", "#", "a[", "{a,b}", "é*", "b", "c/"].freeze
NAMES = ["a", "a.md", "ab", "b", "c", "d", "_x", ".h", "~t", "#t", "t~", "README.md", "dot.", "é.md", "*", "x#"].freeze

Dir.mktmpdir do |root|
  root = File.realpath(root)
  %w(a b b/c b/c/d c _x).each { |dir| Dir.mkdir("#{root}/#{dir}") }
  File.open("#{__dir__}/filter.jsonl", "w") do |out|
    700.times do
      include, exclude = Array.new(2) { Array.new(rand(3)) { PATTERNS.sample } }
      site = Jekyll::Site.new(Jekyll.configuration("source" => root, "skip_config_files" => true, "include" => include, "exclude" => exclude, "quiet" => true, "disable_disk_cache" => true))
      base = ["", "b", "b/c", "_x"].sample
      entry = rand < 0.3 ? "#{NAMES.sample}/#{NAMES.sample}" : NAMES.sample
      dir = File.directory?("#{root}/#{base}/#{entry}")
      # Whether a folder is meant is asked at the top of the source even for entries below it; such chances are left out.
      next if !base.empty? && (include + exclude).any? { |p| p.end_with?("/") }

      kept = !Jekyll::EntryFilter.new(site, "#{root}/#{base}".chomp("/")).filter([entry]).empty?
      out.puts JSON.generate("include" => include, "exclude" => exclude, "base" => base, "entry" => entry, "dir" => dir, "kept" => kept)
    end
  end
end

FILES = ["a.md", "b/a.md", "b/c/a.md", "b/c/d.txt", ".h/a.md", "b/.x.md", "x/y/z/w.md", "_posts/2020/p.md", "_posts/q.md", "é/ü.md"].freeze
GLOBS = ["*", "*.md", "**/*.md", "b/**", "b/**/*", "**/c", "**/a.md", "*/a.md", "b/*/a.md", "{a.md,b/a.md}", "b/{c,d}/*", ".*", "**/.x.md", "_posts/**/*.md", "_posts/*", "x/**/w.md", "[ab]*", "?.md", "b/c/", "b/c/*/", "é/*", "nope/*", "**", "***", "b/**/**/a.md", "*/", "./a.md", "b//a.md"].freeze
Dir.mktmpdir do |root|
  FILES.each do |file|
    FileUtils.mkdir_p(File.dirname("#{root}/#{file}"))
    File.write("#{root}/#{file}", "")
  end
  File.open("#{__dir__}/glob.jsonl", "w") do |out|
    GLOBS.each do |pattern|
      found = Dir.glob(File.join(root, pattern)).map { |f| Pathname.new(f).relative_path_from(Pathname.new(root)).to_s }.uniq.sort
      out.puts JSON.generate("pattern" => pattern, "files" => FILES, "found" => found)
    end
  end
end

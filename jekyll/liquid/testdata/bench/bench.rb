# The same two benchmarks as bench_test.go, in Ruby's Liquid: ruby testdata/bench/bench.rb
require "liquid"

def measure(name, unit, count)
  yield # warm
  best = Float::INFINITY
  5.times do
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    best = [best, Process.clock_gettime(Process::CLOCK_MONOTONIC) - start].min
  end
  puts format("%s: %.2f µs a %s", name, best * 1e6 / count, unit)
end

posts = (0...10_000).map do |i|
  { "url" => "/posts/#{i}/", "title" => "Post & number #{i}", "date" => Time.utc(2020, 1, 1) + i * 3600, "x" => i % 3, "y" => i.even? ? "banana" : "kiwi" }
end
loop_template = Liquid::Template.parse(File.read(File.join(__dir__, "loop.liquid")))
measure("loop", "item", posts.size) { loop_template.render!({ "posts" => posts }) }

section = "<p>#{"Lorem ipsum dolor <em>sit</em> amet, consectetur &amp; adipiscing elit. " * 12}</p>\n<p><code>a &lt; b</code></p>\n"
html = +""
n = 0
html << "<h#{2 + n % 3} id=\"section-#{n += 1}\">Section <code>#{n}</code> &amp; more</h#{2 + (n - 1) % 3}>\n#{section}" while html.bytesize < 50_000
toc = Liquid::Template.parse(File.read(File.join(__dir__, "toc.liquid")))
measure("toc", "page of #{html.bytesize} bytes", 1) do
  toc.render!({ "include" => { "html" => html, "skip" => ["Changelog"] } })
end

# Renders templates with Ruby's Liquid, for the differential tests: one JSON object a line comes in
# ({"template", "data", "mode", "partials"}), one goes out ({"output"} or {"invalid": message}).
# A line {"shared": data} gives the data of all jobs after it that have none. TZ and the time are fixed so that both sides agree.
require "json"
require "date"
require "liquid"

ENV["TZ"] = ARGV[0] || "UTC"
NOW = Time.at(1_700_000_000, 123_456_789, :nsec)
class << Time
  def now = NOW.dup
end

Partials = Struct.new(:templates) do
  def read_template_file(name)
    templates[name] or raise Liquid::FileSystemError, "No such template '#{name}'"
  end
end

def decode(value)
  case value
  when Array then value.map { |v| decode(v) }
  when Hash
    if value.key?("$time") then Time.new(*value["$time"])
    elsif value.key?("$utc") then Time.at(value["$utc"]).utc
    elsif value.key?("$date") then Date.parse(value["$date"])
    elsif value.key?("$range") then Range.new(*value["$range"])
    elsif value.key?("$pairs") then value["$pairs"].to_h { |k, v| [decode(k), decode(v)] }
    else value.transform_values { |v| decode(v) }
    end
  else value
  end
end

$stdout.sync = false
shared = {}
$stdin.each_line do |line|
  job = JSON.parse(line)
  if job.key?("shared")
    shared = job["shared"]
    next
  end
  result =
    begin
      Liquid::Template.error_mode = job["mode"].to_sym
      template = Liquid::Template.parse(job["template"], line_numbers: true)
      output = template.render(decode(job["data"] || shared),
                               registers: { file_system: Partials.new(job["partials"] || {}) },
                               strict_variables: job["strict_variables"], strict_filters: job["strict_filters"])
      { output: output.dup.force_encoding("UTF-8").scrub("?").gsub(/\?+/, "?") }
    rescue Liquid::SyntaxError, Liquid::StackLevelError => e
      { invalid: e.message }
    rescue StandardError => e
      { crashed: "#{e.class}: #{e.message}" }
    end
  puts JSON.generate(result)
end

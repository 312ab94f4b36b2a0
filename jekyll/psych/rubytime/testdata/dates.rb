# Writes dates.jsonl: what Ruby's Time.parse makes of texts in three time zones, for the tests of package rubytime.
#
#   ruby dates.rb > dates.jsonl
#
# A line is {"text": TEXT, "zone": NAME, "unix": seconds or null, "nano": nanoseconds}. Now is 2026-06-15 12:00 UTC.
require "time"
require "json"

srand(3)
NOW = Time.utc(2026, 6, 15, 12).to_i
class << Time
  def now = at(NOW)
end

WRITTEN = ["2020-10-17", "2020-1-7", "2020/10/17", "2020.10.17", "17.10.2020", "10/17/2020", "17/10/2020", "Oct 17, 2020", "October 17th 2020 5pm", "17 October 2020", "17-Oct-2020",
           "Sat, 17 Oct 2020 10:00:00 GMT", "Sat Oct 17 10:00:00 2020", "2020-10-17 10:00", "2020-10-17 10:00 +0900", "2020-10-17T10:00:00.123Z", "2020-10-17 10:00:00 KST",
           "2020-10-17 10:00:00 EST", "2020-10-17 10:00:00 UTC+9", "2020-10-17 24:00", "2020-02-30", "2020-02-32", "2020-13-01", "19-1-5", "69-1-5", "20201017", "201017", "1017",
           "20201017T100000", "2020-10", "2020", "12:30", "10am", "tomorrow", "", "H30.10.17", "2020-W42-6", "2020年10月17日", "2020년 10월 17일", "2020-10-17 오전 10:00", "--10-17",
           "2020-291", "2020-10-17 10:00:00 Pacific Daylight Time", "Jan 5", "5th", "'20-10-17", "2020-10-17 10:00:00 -0000", "2020-10-17 3:00:00 PM", "noon"].freeze
PARTS = ["2020", "10", "17", "1", "7", "99", "5", "12", "30", "31", "-", "-", "/", "/", ".", ":", ":", " ", " ", ",", "T", "Z", "+0900", "+09:00", "-03:30", "KST", "GMT", "EST", "am", "pm",
         "a.m.", "P.M.", "Oct", "October", "jan", "Sat", "th", "'", "20201017", "201017", "1017", "2020-10-17", "10:00", "10:00:00", "10:00:00.5", "2020/10/17", "한", "년", "bc", "h", "day"].freeze

def line(text, zone)
  ENV["TZ"] = zone
  time = Time.parse(text)
  return unless (1900..2100).cover?(time.year)

  { "text" => text, "zone" => zone, "unix" => time.to_i, "nano" => time.nsec }
rescue ArgumentError, RangeError
  { "text" => text, "zone" => zone, "unix" => nil }
end

texts = WRITTEN + Array.new(1200) { Array.new(rand(1..6)) { PARTS.sample }.join }
texts.uniq.product(["UTC", "Asia/Seoul", "America/New_York"]).each do |text, zone|
  fact = line(text, zone)
  puts JSON.generate(fact) if fact && (zone == "UTC" || rand < 0.2)
end

# Writes clocks.jsonl: what Ruby's Time.local makes of times around changes of the clock, for the tests of package rubytime.
#
#   ruby clocks.rb > clocks.jsonl
#
# A line is [zone, year, month, day, hour, minute, seconds since 1970].
require "json"

srand(9)
ZONES = %w[America/New_York America/Sao_Paulo Europe/Berlin Australia/Lord_Howe Asia/Beirut America/Santiago Pacific/Apia America/Havana Asia/Seoul Europe/London].freeze

def changes(from, to)
  before = Time.at(from).utc_offset
  (from..to).step(3600).each do |at|
    after = Time.at(at).utc_offset
    yield at, before, after if after != before
    before = after
  end
end

ZONES.each do |zone|
  ENV["TZ"] = zone
  changes(Time.utc(1985).to_i, Time.utc(2027).to_i) do |at, before, after|
    [-5400, -1800, 0, 1800, 3600].product([before, after]).each do |seconds, offset|
      t = Time.at(at + seconds + offset).utc
      next if rand > 0.12

      puts JSON.generate([zone, t.year, t.month, t.day, t.hour, t.min, Time.local(t.year, t.month, t.day, t.hour, t.min).to_i])
    end
  end
end

# Converts documents with kramdown itself. Each line on standard input is a
# JSON object {"source": …, "options": {…}, "smartify": bool}; each line on
# standard output is {"html": …, "warnings": […]}, or {"error": …} where kramdown fails.
require 'json'
require 'timeout'
require 'kramdown'
require 'kramdown-parser-gfm'

class Kramdown::Parser::SmartyPants < Kramdown::Parser::Kramdown
  def initialize(source, options)
    super
    @block_parsers = [:block_html, :content]
    @span_parsers = [:smart_quotes, :html_entity, :typographic_syms, :span_html]
  end

  def parse_content
    add_text @src.scan(/\A.*\n/)
  end
  define_parser(:content, /\A/)
end

$stdout.sync = true
$stderr.reopen(File::NULL)
while (line = $stdin.gets)
  doc = JSON.parse(line)
  begin
    warnings = []
    html = Timeout.timeout(10) do
      opts = doc['options']
      opts['input'] = 'SmartyPants' if doc['smartify']
      d = Kramdown::Document.new(doc['source'], opts)
      out = d.to_html
      warnings = d.warnings
      doc['smartify'] ? out.chomp : out
    end
    puts JSON.generate('html' => html, 'warnings' => warnings)
  rescue Timeout::Error, StandardError, SystemStackError => e
    puts JSON.generate('error' => e.class.to_s + ': ' + e.message[0, 200].scrub)
  end
end

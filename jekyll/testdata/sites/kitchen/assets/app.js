---
layout: null
---
var x = {{ site.data.json | jsonify }};

// The CDN's viewer function: it makes the addresses of a Jekyll site work on object storage, which knows keys and no
// folders. It runs in CloudFront (cloudfront-js-2.0) before the cache, for each request, and sees nothing of the bucket.
//
//   /a/       is served from a/index.html
//   /a.html   is served as it is, as is everything that has an extension
//   /a        is a folder's address without its slash: readers are sent to /a/, as GitHub Pages does. In a blog whose
//             permalinks end in neither a slash nor .html (permalink: /:title), it is served from a.html instead: the
//             stack's parameter PagesWithoutSlash, whose value CloudFormation writes here, says which.

var pagesWithoutSlash = '${PagesWithoutSlash}';

// What looks like an extension: not the .5 of /notes/v1.5, which is a page.
var extension = /\.[A-Za-z0-9]{0,10}[A-Za-z][A-Za-z0-9]{0,10}$/;

function handler(event) {
  var request = event.request;
  // More than one slash in front, or a backslash, would make a redirect lead to another site.
  var uri = request.uri.replace(/\\/g, '%5C').replace(/^\/+/, '/');
  var name = uri.slice(uri.lastIndexOf('/') + 1);
  var page = name !== '' && !extension.test(name) && uri.indexOf('/.well-known/') !== 0;
  if (page && pagesWithoutSlash === 'folder') {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: uri + '/' + query(request.querystring) } },
    };
  }
  if (name === '') {
    uri += 'index.html';
  } else if (page) {
    uri += '.html';
  }
  request.uri = uri.replace(/\+/g, '%2B'); // a plus sign in a path is a space to S3
  return request;
}

// query writes a query string as it came; names and values are still escaped.
function query(parameters) {
  var parts = [];
  Object.keys(parameters).forEach(function (name) {
    var parameter = parameters[name];
    (parameter.multiValue || [parameter]).forEach(function (one) {
      parts.push(one.value === '' ? name : name + '=' + one.value);
    });
  });
  return parts.length ? '?' + parts.join('&') : '';
}

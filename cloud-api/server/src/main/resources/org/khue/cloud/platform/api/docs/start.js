// Shows the description of the API; a file of its own because pages hold no script.
SwaggerUIBundle({
  url: '/api/openapi.yml',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  // A request from this page is a request of the reader's own session.
  withCredentials: true,
});

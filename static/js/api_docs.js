// Draws the API's own document; a try from this page goes by the reader's session and carries its token.
"use strict";

(() => {
  const place = document.getElementById("api");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor: (request) => {
      if (!request.headers.Authorization) request.headers["X-CSRFToken"] = token;
      return request;
    },
  });
})();

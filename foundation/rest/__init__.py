"""What every door of the REST API shares. How a room writes one:

    class MyFiles(ApiView):                          # foundation.rest.views
        scope = "applications"                       # what a token must hold; a session needs none
        shows, takes, asks = FileLine, NewFile, FileQuery   # answer, body (shapes.Body), filters (shapes.Query)
        ordering = ("-created_at", "id")             # makes GET a list: pages by a cursor bound to its filters
        creates = True                               # POST asks for an Idempotency-Key

        def get(self, request):
            return self.page(Application.objects.of(request.user).filter(**self.query))

        def post(self, request):
            pk = self.once(lambda: start_draft(by=request.user, now=self.now, **self.body))
            return self.show(Application.objects.get(pk=pk), status=201)

`self.query` and `self.body` are checked data; an unknown filter or field is refused with its name. `self.now`
is the database's clock, read once. A verb's ValidationError, PermissionDenied and Http404 go through as they
are and become problem details; with 409 the view's own `present()` (a dict: status, version, allowed ...) is
shown. `foundation.rest.shapes.Acts`, mixed into what shows a case, gives `allowed`: a room says it by
`acts(row)` over its table of moves. A public view says `public = True`; where column AC of the access matrix
is A, also `machines = True`. A view that takes a file sets `parser_classes = [MultiPartParser]`.

A room keeps `api/urls.py` (routes named `api-...`), its views in `api/`, its shapes in `serializers.py`.
"""

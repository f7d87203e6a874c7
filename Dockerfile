# The portal's own image: web, worker, beat and migrate are started from it (docker-compose.yml says how).
#
#     docker build --tag mpp-portal .

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.lock /build/requirements.lock
# Wheels alone, each with the hash that the lock knows: nothing is compiled, so the image needs no compiler.
RUN /venv/bin/pip install --require-hashes --only-binary :all: --requirement /build/requirements.lock
COPY . /app
WORKDIR /app
# The list of static files needs no database and no secret; what is set here is forgotten with this line.
RUN MPP_DEMO=1 DATABASE_URL=postgres://nobody@127.0.0.1:1/none STATIC_ROOT=/static \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /venv/bin/python -m compileall -q /app

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=mpp_portal.settings \
    STATIC_ROOT=/static \
    DOCUMENT_ROOT=/documents
RUN groupadd --gid 10001 mpp \
    && useradd --uid 10001 --gid mpp --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mpp \
    && install --directory --owner mpp --group mpp --mode 0700 /documents
COPY --from=build /venv /venv
COPY --from=build /static /static
# Owned by root: the portal reads its own code and cannot change it.
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
VOLUME /documents
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "deploy/ask_web.py"]
CMD ["python", "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mpp_portal.wsgi"]

# Two images from one file: `app` (web, sockets, worker, setup, backup) and `proxy`, which carries the same release's
# static files. `make image` builds both, also where no container engine runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
# An index or certificates of one's own, as pip and uv know them: for this stage alone, none of it stays in an image.
ARG PIP_INDEX_URL
ARG PIP_FIND_LINKS
ARG PIP_CERT
ARG PIP_TRUSTED_HOST
ARG UV_DEFAULT_INDEX
ARG UV_FIND_LINKS
ARG UV_HTTP_TIMEOUT=180
ARG SSL_CERT_FILE
ARG UV_VERSION=0.13.9
# Beside the application, not in its environment: neither uv nor pip goes into the image.
RUN python -m venv /tools && /tools/bin/pip install --no-cache-dir --disable-pip-version-check "uv==${UV_VERSION}"
COPY requirements.lock ./
RUN python -m venv --without-pip .venv \
    && /tools/bin/uv pip install --quiet --no-cache --python .venv/bin/python --require-hashes --link-mode copy -r requirements.lock
COPY deploy/slim.py deploy/
RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends binutils \
    && python deploy/slim.py packages .venv && .venv/bin/python -m compileall -q -j 0 .venv
COPY . .
# A checkout under umask 077 is readable to its owner alone; the site runs as somebody else, who changes nothing here.
RUN rm -f .venv/.lock && chmod -R a+rX,go-w . && .venv/bin/python scripts/compile_messages.py && .venv/bin/python -m compileall -q -x '\.venv' .
# The production settings refuse to start without these; none of them is asked for anything, none stays in the image.
RUN export DJANGO_SETTINGS_MODULE=config.settings.prod KOEPUEROE_DATA=/srv/koepueroe KOEPUEROE_PROXY_COUNT=1 \
        KOEPUEROE_SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w0)" KOEPUEROE_HOSTS=build.invalid \
        KOEPUEROE_SITE_URL=https://build.invalid KOEPUEROE_DATABASE_URL=postgres://build@build.invalid/build \
        KOEPUEROE_REDIS_URL=redis://build.invalid KOEPUEROE_EMAIL_URL=smtp://build.invalid \
    && .venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && .venv/bin/python manage.py error_pages --to /srv/errors \
    && .venv/bin/python deploy/slim.py statics .venv \
    && mkdir -p /srv/koepueroe/media /srv/koepueroe/backups && chmod -R a+rX /srv

FROM python:3.11-slim-bookworm AS app
# pg_dump and pg_restore for the nightly backup; the package around them would bring Perl.
RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends libpq5 liblz4-1 libzstd1 zlib1g \
    && cd /tmp && apt-get download -qq postgresql-client-15 \
    && dpkg-deb --fsys-tarfile postgresql-client-15_*.deb \
        | tar -x -C /usr/local/bin --strip-components=6 --wildcards '*/bin/pg_dump' '*/bin/pg_restore' \
    && rm -rf postgresql-client-15_*.deb /var/lib/apt/lists/* /var/cache/apt/*.bin \
    && pg_dump --version \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin koepueroe
WORKDIR /app
COPY --from=build /app /app
COPY --from=build --chown=koepueroe:koepueroe /srv/koepueroe /srv/koepueroe
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    KOEPUEROE_DATA=/srv/koepueroe
USER koepueroe
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["python", "deploy/healthy.py", "8000"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "config.wsgi:application"]

# The stable branch of nginx.
FROM nginx:1.30-trixie AS proxy
COPY --from=build /app/deploy/nginx/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /srv/koepueroe/static /srv/static
COPY --from=build /srv/errors /srv/errors
HEALTHCHECK --interval=15s --timeout=5s --retries=3 CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/proxy-healthz"]

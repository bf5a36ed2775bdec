# Two images from one file: `app` (web, sockets, worker, setup) and `proxy`, which carries the same release's static files.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ARG UV_VERSION=0.13.9
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check "uv==${UV_VERSION}"
COPY requirements.lock ./
RUN .venv/bin/uv pip install --no-cache --python .venv/bin/python --require-hashes --compile-bytecode -r requirements.lock
COPY . .
RUN .venv/bin/python scripts/compile_messages.py && .venv/bin/python -m compileall -q -x '\.venv' .
# The production settings refuse to start without these; none of them is asked for anything, none stays in the image.
RUN export DJANGO_SETTINGS_MODULE=config.settings.prod KOEPUEROE_DATA=/srv/koepueroe KOEPUEROE_PROXY_COUNT=1 \
        KOEPUEROE_SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w0)" KOEPUEROE_HOSTS=build.invalid \
        KOEPUEROE_SITE_URL=https://build.invalid KOEPUEROE_DATABASE_URL=postgres://build@build.invalid/build \
        KOEPUEROE_REDIS_URL=redis://build.invalid KOEPUEROE_EMAIL_URL=smtp://build.invalid \
    && .venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && .venv/bin/python manage.py error_pages --to /srv/errors \
    && mkdir -p /srv/koepueroe/media

FROM python:3.11-slim-bookworm AS app
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin koepueroe
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

FROM nginx:1.26-bookworm AS proxy
COPY deploy/nginx/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /srv/koepueroe/static /srv/static
COPY --from=build /srv/errors /srv/errors
HEALTHCHECK --interval=15s --timeout=5s --retries=3 CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/proxy-healthz"]

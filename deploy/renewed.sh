#!/bin/sh
# certbot's --deploy-hook: the renewed certificate to where the proxy reads it, then the proxy reads it anew.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p deploy/tls
for name in fullchain.pem privkey.pem; do
	cp -L "$RENEWED_LINEAGE/$name" "deploy/tls/$name.new"
	mv "deploy/tls/$name.new" "deploy/tls/$name"
done
# At the first certificate there is no proxy yet.
if [ -n "$(docker-compose ps -q proxy 2>/dev/null)" ]; then
	docker-compose exec -T proxy nginx -s reload
fi

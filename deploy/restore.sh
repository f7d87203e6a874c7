#!/bin/sh
# Puts a backup of deploy/backup.sh into an empty database and an empty folder, and checks what came out.
#
#     DATABASE=postgres://mpp_owner:...@host/mpp DOCUMENTS=/srv/mpp/documents deploy/restore.sh /backup/mpp/20261122T180000Z
#
# Web, worker and beat are stopped meanwhile. Afterwards the portal's role gets its rights by deploy/migrate.sh.
set -eu
umask 077
: "${DATABASE:?Say which database: DATABASE=postgres://...}"
. "$(dirname "$0")/password.sh"
: "${DOCUMENTS:?Say which folder of documents: DOCUMENTS=/...}"
from=${1:?Say which backup: deploy/restore.sh /backup/mpp/20261122T180000Z}
(cd "$from" && sha256sum --check --quiet SHA256SUMS)
tables=$(psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE" \
    --command="SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" -ne 0 ]; then
    echo "The database holds $tables tables. Name an empty one." >&2
    exit 1
fi
if [ -d "$DOCUMENTS" ] && [ -n "$(ls -A "$DOCUMENTS")" ]; then
    echo "$DOCUMENTS is not empty. Name an empty folder." >&2
    exit 1
fi
pg_restore --exit-on-error --no-owner --no-privileges --single-transaction --dbname="$DATABASE" "$from/database.dump"
mkdir -p "$DOCUMENTS"
tar --extract --file="$from/documents.tar" --directory="$DOCUMENTS"
(cd "$DOCUMENTS" && sha256sum --check --quiet "$from/documents.sha256")
missing=$(psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE" \
    --command="SELECT id FROM documents_document" | while read -r id; do
    [ -f "$DOCUMENTS/$(printf %s "$id" | cut -c 1-2)/$id" ] || echo "$id"
done)
if [ -n "$missing" ]; then
    echo "Rows without their file:" >&2
    echo "$missing" >&2
    exit 1
fi
echo "Restored: $(psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE" \
    --command="SELECT count(*) FROM documents_document") documents, each with its file."

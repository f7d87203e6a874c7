#!/bin/sh
# A backup of the portal: the database by pg_dump, then the folder of documents, then the list of their hashes.
#
#     DATABASE=postgres://mpp_owner:...@host/mpp DOCUMENTS=/srv/mpp/documents deploy/backup.sh /backup/mpp
#
# Makes one folder below the given one, named by the moment (UTC), and prints its name. The database goes first:
# a document is on the disk before its row, so every row of the dump finds its file. Documents and the sealed
# columns stay sealed; the keys (VAULT_KEYS, VAULT_HASH_KEY) are kept elsewhere, or a thief has both.
set -eu
umask 077
: "${DATABASE:?Say which database: DATABASE=postgres://...}"
. "$(dirname "$0")/password.sh"
: "${DOCUMENTS:?Say which folder of documents: DOCUMENTS=/...}"
place=${1:?Say where to: deploy/backup.sh /backup/mpp}
made="$place/$(date -u +%Y%m%dT%H%M%SZ)"
draft="$made.unfinished"
mkdir -p "$draft"
pg_dump --format=custom --no-owner --no-privileges --file="$draft/database.dump" "$DATABASE"
pg_restore --list "$draft/database.dump" > "$draft/database.list"
tar --create --file="$draft/documents.tar" --directory="$DOCUMENTS" --exclude='*.part' .
(cd "$DOCUMENTS" && find . -type f ! -name '*.part' -exec sha256sum {} +) | sort -k 2 > "$draft/documents.sha256"
(cd "$draft" && sha256sum database.dump documents.tar documents.sha256 > SHA256SUMS)
mv "$draft" "$made"
echo "$made"

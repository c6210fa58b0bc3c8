#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the certificates of the doors in a folder: NAME.pem with chain and key, and authority.crt, which signs them.
set -eu
cd "$1"

cat >authority.cnf <<'CONFIGURATION'
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = policy
unique_subject = no
copy_extensions = copy
[policy]
commonName = supplied
[intermediate]
basicConstraints = critical, CA:TRUE
CONFIGURATION
: >index.txt

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# request NAME EXTENSION
request() {
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$1" -addext "$2" -out "$1.csr"
}

# sign NAME SIGNER FROM TO [EXTENSIONS]
sign() {
    openssl ca -batch -notext -config authority.cnf -cert "$2.crt" -keyfile "$2.key" -startdate "$3" -enddate "$4" \
        ${5:+-extensions "$5"} -in "$1.csr" -out "$1.crt" 2>/dev/null
}

here='subjectAltName=IP:127.0.0.1,DNS:localhost'
past=20200101000000Z
today=$(date -u +%Y%m%d000000Z)
soon=20990101000000Z

key authority
openssl req -x509 -new -key authority.key -subj /CN=authority -days 30000 -out authority.crt

request good "$here" && sign good authority "$past" "$soon"
request expired "$here" && sign expired authority "$past" 20200201000000Z
request future "$here" && sign future authority 20980101000000Z "$soon"
request elsewhere subjectAltName=DNS:elsewhere.example && sign elsewhere authority "$today" "$soon"
request intermediate basicConstraints=critical,CA:TRUE && sign intermediate authority "$past" "$soon" intermediate
# The server leaves out who signed it.
request truncated "$here" && sign truncated intermediate "$past" "$soon"
key itself
openssl req -x509 -new -key itself.key -subj /CN=itself -addext "$here" -days 30000 -out itself.crt

for name in good expired future elsewhere truncated itself; do
    cat "$name.crt" "$name.key" >"$name.pem"
done

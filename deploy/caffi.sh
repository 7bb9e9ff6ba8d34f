#!/bin/sh
# A command of Caffi with the service's own user, settings and secrets: copy it to /usr/local/bin/caffi.
exec systemd-run --quiet --pipe --wait --collect \
    --uid=caffi --gid=caffi --working-directory="$PWD" \
    --property=EnvironmentFile=/etc/caffi/secrets.env --property=UMask=0077 \
    --setenv=CAFFI_CONFIG=/etc/caffi/config.toml --setenv=CAFFI_DATA=/var/lib/caffi \
    /opt/caffi/.venv/bin/caffi "$@"

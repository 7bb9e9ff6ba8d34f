#!/bin/sh
# A command of Caffi with the service's own user, settings and secrets: copy it to /usr/local/bin/caffi.
# In a folder that this user may not enter, such as another's home, it works from /: name files in full there.
where=$PWD
runuser -u caffi -- test -x "$where" || where=/
exec systemd-run --quiet --pipe --wait --collect \
    --uid=caffi --gid=caffi --working-directory="$where" \
    --property=EnvironmentFile=/etc/caffi/secrets.env --property=UMask=0077 \
    --setenv=CAFFI_CONFIG=/etc/caffi/config.toml --setenv=CAFFI_DATA=/var/lib/caffi \
    /opt/caffi/.venv/bin/caffi "$@"

# Three images out of one file:
#
#   docker build .                  the app: `quayside`, every role of it; the command picks the role
#   docker build --target edge .    Caddy with the Caddyfile and the front end in it
#   docker build --target mail .    a mail server that delivers nothing, for development
#
# Dependencies are a layer of their own, made again only when Cargo.toml or Cargo.lock change.
# Cache mounts would do the same on one machine, but no registry and no CI cache carries them;
# a layer goes wherever the builder's cache goes.
ARG RUST=1.95-bookworm
ARG DEBIAN=bookworm-slim
ARG CADDY=2.11

FROM rust:${RUST} AS build
WORKDIR /src

# First a package that has our dependencies and nothing else in it.
COPY Cargo.toml Cargo.lock ./
COPY backend/Cargo.toml backend/
RUN mkdir backend/src \
    && touch backend/src/lib.rs \
    && echo 'fn main() {}' >backend/src/main.rs \
    && cp backend/src/main.rs backend/build.rs \
    && cargo build --release --locked \
    && cargo clean --release --package quayside

COPY backend backend
RUN cargo build --release --locked


# The fonts of reports: of Debian's packages the files that we name, a tenth of the whole.
FROM debian:${DEBIAN} AS fonts
COPY backend/fonts/faces.txt /
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-core fonts-droid-fallback fonts-nanum \
    && mkdir /fonts \
    && while read -r face; do cp "$(find /usr/share/fonts -name "$face")" /fonts/ || exit 1; done </faces.txt


# The edge. The Caddyfile's settings come from the environment: SITE_ADDRESS, UPSTREAM, …
FROM caddy:${CADDY} AS edge
ARG GIT_COMMIT=unknown

# The binary may bind low ports by a capability of its own. Where no capability may be had, such a
# binary does not start at all; and engines let everybody bind low ports inside a container.
RUN setcap -r /usr/bin/caddy \
    && mkdir /var/lib/caddy \
    && chown 10001:10001 /var/lib/caddy
ENV XDG_DATA_HOME=/var/lib XDG_CONFIG_HOME=/tmp

# Modes are said because a checkout may have been made under a umask that keeps others out.
COPY --chmod=644 Caddyfile /etc/caddy/Caddyfile
COPY --chmod=755 config/caddy /etc/caddy/config/caddy
COPY --chmod=755 frontend /srv/frontend

USER 10001:10001
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:2019/config/"]
LABEL org.opencontainers.image.title="Quayside edge" \
      org.opencontainers.image.description="Caddy with Quayside's front end" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision="${GIT_COMMIT}"


# Takes mail and shows it, so that nothing is sent while somebody tries things out.
FROM debian:${DEBIAN} AS mail

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3-aiosmtpd \
    && apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --chmod=755 scripts/mail-catcher /usr/local/bin/mail-catcher
USER 10004:10004
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8025', timeout=2)"]
LABEL org.opencontainers.image.title="Quayside mail catcher" \
      org.opencontainers.image.description="Takes mail, delivers none, shows it" \
      org.opencontainers.image.licenses="MIT"
ENTRYPOINT ["mail-catcher", "1025", "8025", "--bind", "0.0.0.0"]


# The app, last so that it is what a plain `docker build .` makes.
FROM debian:${DEBIAN} AS app

# libpq speaks to PostgreSQL.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq5 \
    && apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && mkdir /var/lib/quayside \
    && chown 10001:10001 /var/lib/quayside

# Whom to trust on the internet: the one file, without the package, whose tools are as large again.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt

# For platforms that give one container and no Caddy: FRONTEND_DIR=/srv/frontend.
COPY --chmod=755 frontend /srv/frontend
COPY --from=fonts /fonts /usr/share/fonts/quayside
COPY --from=build /src/target/release/quayside /usr/local/bin/quayside

# The commit and its time are no part of the build: the same source makes the same binary.
ARG GIT_COMMIT=unknown
ARG COMMITTED_AT=
ENV GIT_COMMIT=${GIT_COMMIT} BIND_ADDRESS=0.0.0.0
WORKDIR /var/lib/quayside
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["quayside", "healthcheck"]
LABEL org.opencontainers.image.title="Quayside" \
      org.opencontainers.image.description="A team's file desk" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.created="${COMMITTED_AT}" \
      org.opencontainers.image.revision="${GIT_COMMIT}"
ENTRYPOINT ["quayside"]
CMD ["serve"]

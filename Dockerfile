# Tingbao as a service: docker build -t tingbao . (docs/compose.yaml runs it with everything shut that can be)
#
#   /config   tingbao.toml, seeds/, voices/, the show's own sounds and cover; read only
#   /output   what is published
#   /state    clips, history, locks, the runs' logs
#
# The base is named by its digest, so that every build has the same one (the index of all platforms, September 2026).
# For the fixes of Python and Debian since, put the newest there, in both lines:
# `docker buildx imagetools inspect python:3.11-slim-bookworm` tells it, as sha256:...
FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b AS build
WORKDIR /src
RUN python -m venv /opt/tingbao
ENV PATH=/opt/tingbao/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE NOTICE.md ./
COPY service service
COPY voices voices
RUN pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b
COPY --from=build /opt/tingbao /opt/tingbao
RUN install -d /config && install -d -o 10001 -g 10001 /output /state
ENV PATH=/opt/tingbao/bin:$PATH TINGBAO_OUTPUT=/output TINGBAO_STATE=/state TINGBAO_PORT=8000
WORKDIR /config
USER 10001:10001
VOLUME ["/output", "/state"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"TINGBAO_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["tingbao"]
CMD ["serve", "--host", "0.0.0.0", "--log-format", "json"]

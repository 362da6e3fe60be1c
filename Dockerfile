# Build: one static binary. Run: that binary alone, as nobody, with the data in a volume.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /callguard ./cmd/callguard \
 && mkdir /data && chown 65532:65532 /data

FROM scratch
# Roots of trust for outgoing calls; the time zones are in the binary.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /callguard /callguard
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
ENV CALLGUARD_DB=/data/callguard.db
VOLUME /data
ENTRYPOINT ["/callguard"]

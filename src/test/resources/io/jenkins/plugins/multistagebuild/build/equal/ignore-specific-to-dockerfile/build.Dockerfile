FROM scratch AS s
COPY . /ctx
FROM scratch
COPY . /own
COPY --from=s /ctx /ctx

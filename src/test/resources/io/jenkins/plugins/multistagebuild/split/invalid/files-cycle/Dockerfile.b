FROM alpine
RUN x
COPY --from=a /x /x

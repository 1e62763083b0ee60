// Prometheus metrics: what is counted, and the small server that shows it on a port of its own.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import type { Context } from './context.ts';

/** Seconds; the scan page's goal (50 ms) and the query goals lie inside. */
const buckets_s = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every routed request and writes one log line for each. No address, no query string: they are personal. */
export function observeRequests(app: FastifyInstance, { metrics, log }: Context): void {
  const durations = new Histogram({
    name: 'nguon_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: buckets_s,
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    durations.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1_000);
    log.info(
      {
        request_id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}

/** What a cache answered before the router: counted, not timed and not logged one by one. */
export function countCachedPages(metrics: Registry): () => void {
  const counter = new Counter({ name: 'nguon_scan_pages_from_cache_total', help: 'Scan pages answered from memory', registers: [metrics] });
  return () => counter.inc();
}

export function countRedirects(metrics: Registry): (source: 'memory' | 'database') => void {
  const counter = new Counter({
    name: 'nguon_redirects_total',
    help: 'Default links answered before the router, from memory or from the database',
    labelNames: ['source'],
    registers: [metrics],
  });
  return (source) => counter.inc({ source });
}

/** Serves /metrics. Resolves to undefined when the default port is taken: a second product on a machine still starts. */
export async function serveMetrics(metrics: Registry, config: Config): Promise<Server | undefined> {
  collectDefaultMetrics({ register: metrics });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' && !config.metricsPortGiven ? resolve(undefined) : reject(error),
    );
    server.listen(config.metricsPort, config.metricsHost, () => resolve(server));
  });
}

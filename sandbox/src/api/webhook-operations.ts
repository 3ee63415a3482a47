import { atom } from '../http/atom-date.js';
import { jsonBody } from '../http/json-body.js';
import { jsonAnswer, notFound, type Problem, problemAnswer, required } from '../http/problem.js';
import { WEBHOOK_EVENTS, type Webhook, type WebhookEventType } from '../webhooks/events.js';
import { must } from './attribute-rules.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { parseQuery, single } from './query.js';

const view = ({ createdAt, ...webhook }: Webhook) => ({ ...webhook, createdAt: atom(createdAt) });

export const createWebhook: Operation = async (world, request) => {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { events, url } = body.payload;
  const problems: Problem[] = [];
  if (events === undefined) problems.push(required('events'));
  if (url === undefined) problems.push(required('url'));
  if (events !== undefined && !areEvents(events)) problems.push(must('an array')('events'));
  if (url !== undefined && !isUrl(url)) problems.push(must('a URL')('url'));
  const [first, ...others] = problems;
  if (first || !areEvents(events)) return problemAnswer(400, first ?? required('events'), ...others);
  return jsonAnswer(201, view(world.webhooks.create(String(url), events)));
};

const isUrl = (url: unknown) => typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url);

const areEvents = (events: unknown): events is WebhookEventType[] =>
  Array.isArray(events) && events.every((event) => WEBHOOK_EVENTS.includes(event));

export const listWebhooks: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, { ...paging(world.switches.minPageSize), events: single });
  if ('refused' in query) return query.refused;
  const { events: event } = query.values;
  const webhooks = world.webhooks.all().filter(({ events }) => !event || events.some((one) => one === event));
  return pageAnswer(world, url, query.values, webhooks, view);
};

export const getWebhook: Operation = (world, _request, { webhookId = '' }) => {
  const webhook = world.webhooks.get(webhookId);
  return webhook ? jsonAnswer(200, view(webhook)) : notFound('webhookId');
};

export const deleteWebhook: Operation = (world, _request, { webhookId = '' }) =>
  world.webhooks.delete(webhookId) ? { status: 204 } : notFound('webhookId');

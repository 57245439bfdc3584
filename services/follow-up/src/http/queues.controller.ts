import { Controller, Get, Header, Headers, Inject, Param, Query } from '@nestjs/common';
import { Caller, type CheckedCaller, languageOf, notFound, Officers } from '@tuntas/runtime';
import { type QueueName, queueNames } from '../domain/queues.js';
import { ListQueues } from '../queries/list-queues.js';
import { queueSentences } from './queue-sentences.js';

/** The lists an officer works from, for the bodies of the caller's posts. */
@Controller('api/queues')
@Officers('queues.read')
export class QueuesController {
  constructor(@Inject(ListQueues) private readonly queues: ListQueues) {}

  @Get()
  @Header('cache-control', 'no-store')
  async all(@Caller() { posts }: CheckedCaller, @Headers('accept-language') spoken?: string): Promise<object> {
    const language = languageOf(spoken);
    const counts = await this.queues.counts(posts);
    return { queues: counts.map(({ queue, count }) => ({ queue, count, sentence: queueSentences[queue][language] })) };
  }

  @Get(':queue')
  @Header('cache-control', 'no-store')
  async one(
    @Caller() { posts }: CheckedCaller,
    @Param('queue') queue: string,
    @Query('cursor') cursor?: string,
  ): Promise<object> {
    if (!isQueue(queue)) throw notFound();
    return { queue, ...(await this.queues.page(queue, posts, cursor)) };
  }
}

const isQueue = (name: string): name is QueueName => (queueNames as readonly string[]).includes(name);

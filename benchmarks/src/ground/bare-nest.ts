import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** The least that a Nest service is: what memory and start-up are compared with. Says so when it is ready. */
@Module({})
class Nothing {}

const app = await NestFactory.create(Nothing, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send?.('ready');
process.on('disconnect', () => process.exit(0));

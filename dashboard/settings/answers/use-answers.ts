import { useQuery } from '@tanstack/react-query';
import { answers, changeAnswer, createAnswer, removeAnswer } from '../../api/answers.ts';
import { useListWrites } from '../use-list-writes.ts';

export const PATH = '/settings/answers';
export const back = { to: PATH, name: 'Answers' };

const ANSWERS = ['answers'];

export const useAnswers = () => useQuery({ queryKey: ANSWERS, queryFn: ({ signal }) => answers(signal) });

export const useAnswerWrites = () =>
  useListWrites(ANSWERS, { create: createAnswer, change: changeAnswer, remove: removeAnswer });

import type { Group } from './attack.ts';
import { brokenJson, compressedBodies, endlessBodies } from './bodies.ts';
import { brokenHandshakes, falseCertificates, lyingNameServers } from './certificates.ts';
import { rememberedThings, tokenEchoes } from './echoes.ts';
import { brokenHeads, brokenHttp, informationalAnswers } from './framing.ts';
import { injections } from './injections.ts';
import { brokenChunks, lyingLengths } from './lengths.ts';
import { hostileProxies } from './proxies.ts';
import { hostileReads } from './reads.ts';
import { redirects } from './redirects.ts';
import { cancelledSends, earlyServers, slowServers } from './stalls.ts';
import { actingTexts } from './texts.ts';
import { hostileChallenges, hostileWaits } from './throttling.ts';
import { writtenFiles } from './written.ts';

/** Every attack that the client has to stand. */
export const GROUPS: readonly Group[] = [
  redirects,
  falseCertificates,
  brokenHandshakes,
  lyingNameServers,
  hostileProxies,
  injections,
  brokenHttp,
  brokenHeads,
  informationalAnswers,
  lyingLengths,
  brokenChunks,
  compressedBodies,
  endlessBodies,
  brokenJson,
  actingTexts,
  tokenEchoes,
  rememberedThings,
  hostileWaits,
  hostileChallenges,
  hostileReads,
  slowServers,
  cancelledSends,
  earlyServers,
  writtenFiles,
];

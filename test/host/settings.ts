/** User settings that keep an editor to the task: no welcome pages, updates, telemetry or assistants. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'graphHttp.metadata.offer': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** What a person sees first in a folder of samples: its README, laid out. */
export const firstLook: Readonly<Record<string, unknown>> = { 'workbench.startupEditor': 'readme' };

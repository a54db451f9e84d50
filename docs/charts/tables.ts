/** Who does what by when, as tables: from what was walked through and from the standard policy. */
import type { CaseEvent } from '../../domain/case.ts';
import { isLive } from '../../domain/clocks.ts';
import { STEP_NAMES, STEPS } from '../../domain/kinds/after-sales/steps.ts';
import type { CaseKind } from '../../domain/kinds/index.ts';
import { standard } from '../../domain/policies/standard.ts';
import type { ClockName, ClockRow, StaffRole } from '../../domain/policy.ts';
import type { Walked } from './explore.ts';
import { placeWords } from './flowchart.ts';
import { type Both, DOERS, type Language, STEP_WORDS } from './words.ts';

const UNITS = [
  [86_400, { zh: '天', en: 'd' }],
  [3_600, { zh: '小时', en: 'h' }],
  [60, { zh: '分钟', en: 'min' }],
] as const satisfies readonly (readonly [number, Both])[];

/** 7,200 → `2 h`; two days and less are told in hours. */
function span(seconds: number, language: Language): string {
  const [size, word] = UNITS.find(([unit], i) => seconds % unit === 0 && (i > 0 || seconds > 172_800)) ?? UNITS[2];
  return `${seconds / size} ${word[language]}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const HEADS = {
  place: { zh: ['阶段', '谁负责', '在走的时限'], en: ['stage', 'who', 'clocks that run'] },
  clock: {
    zh: ['时限', '适用', '内部时限', '对客承诺', '日历', '升级'],
    en: ['clock', 'for', 'target', 'published', 'calendar', 'ladder'],
  },
  ladder: { zh: ['升级', '预警', '超时后通知'], en: ['ladder', 'warned', 'told after the breach'] },
  step: {
    zh: ['步骤', '谁负责', '时限', '人工办理的工单', '到时仍未完成'],
    en: ['step', 'who', 'target', 'work order of people', 'at the end'],
  },
} as const;

/** Each stage, who has to do something there, and the clocks that run or stand still meanwhile. */
export function placeTable(walks: readonly Walked[], language: Language): string {
  const clocks = new Map<string, Set<ClockName>>();
  for (const { places } of walks) {
    for (const [place, states] of places) {
      const known = clocks.get(place) ?? new Set();
      // of a case that came there by the shortest way
      for (const clock of states[0]?.clocks ?? []) if (isLive(clock)) known.add(clock.name);
      clocks.set(place, known);
    }
  }
  const rows = [...clocks]
    .filter(([place]) => !place.startsWith('→'))
    .map(([place, names]) => {
      const words = placeWords(place);
      return [words[language], DOERS[words.by][language], [...names].map((name) => `\`${name}\``).join(' ') || '–'];
    });
  return table(HEADS.place[language], rows);
}

const LEVEL_UNSET: Both = { zh: '未分级', en: 'level unset' };

function scopeWords({ channels, levels, tiers, severity, requests, answeredBy }: ClockRow, language: Language): string {
  const parts = [
    channels,
    levels?.map((level) => (level === 'unset' ? LEVEL_UNSET[language] : `L${level}`)),
    tiers,
    severity,
    requests,
    answeredBy,
  ];
  const told = parts.filter((part) => part !== undefined).map((part) => part.join('/'));
  return told.join(', ') || (language === 'zh' ? '其余全部' : 'all others');
}

/** A row for all cases of a kind: no later one of its clock is reached. */
const isForAll = ({ clock: _clock, target: _target, kinds: _kinds, ...scope }: ClockRow): boolean =>
  Object.keys(scope).length === 0;

/** The rows of the standard policy for a kind; the first that fits holds. */
export function clockTable(kind: CaseKind, language: Language): string {
  const rows = standard.clocks
    .filter(({ clock, kinds }) => kinds?.includes(kind) ?? (kind === 'after-sales' || !clock.startsWith('step:')))
    .filter((row, i, all) => !all.slice(0, i).some((one) => one.clock === row.clock && isForAll(one)))
    .flatMap(({ target, ...row }) =>
      target && target.seconds > 0
        ? [
            [
              `\`${row.clock}\``,
              scopeWords(row, language),
              span(target.seconds, language),
              target.published === undefined ? '–' : span(target.published, language),
              `\`${target.calendar}\``,
              target.ladder,
            ],
          ]
        : [],
    );
  return table(HEADS.clock[language], rows);
}

const ROLES: Readonly<Record<StaffRole, Both>> = {
  owner: { zh: '负责客服', en: 'owner' },
  senior: DOERS.senior,
  supervisor: DOERS.supervisor,
  manager: DOERS.manager,
};

/** Who is warned and who is told. */
export function ladderTable(language: Language): string {
  const rows = Object.entries(standard.ladders).map(([name, { warnings, rungs, again, raisesTo }]) => [
    name,
    warnings
      .map(
        (one) => `${ROLES[one.role][language]} ${'share' in one ? `${one.share * 100} %` : span(one.before, language)}`,
      )
      .join(', ') || '–',
    rungs.map(({ after, role }) => `${ROLES[role][language]} +${after === 0 ? 0 : span(after, language)}`).join(', ') +
      (again
        ? language === 'zh'
          ? `;每 ${span(again.every, language)} 再次`
          : `; again every ${span(again.every, language)}`
        : '') +
      (raisesTo === undefined
        ? ''
        : language === 'zh'
          ? `;首次通知时升为 L${raisesTo}`
          : `; raised to L${raisesTo} with the first`),
  ]);
  return table(HEADS.ladder[language], rows);
}

/** What a case does by itself when a step's time is over, beside telling people. */
const ENDINGS: Readonly<Partial<Record<CaseEvent['type'], Both>>> = {
  inspected: { zh: '200 元以内视为通过', en: 'up to ¥200 counts as passed' },
  workOrderOpened: { zh: '开工单向快递索赔', en: 'work order: claim on the carrier' },
  offered: { zh: '改为退款,由顾客选', en: 'a refund is offered' },
  stepFailed: { zh: '转人工审核', en: 'a person decides' },
  arrivalAsked: { zh: '向订单系统查到账', en: 'the order system is asked' },
  linesWithdrawn: { zh: '两次提醒后按撤回处理', en: 'withdrawn after the reminders' },
};

function endingOf(walks: readonly Walked[], step: string, language: Language): string {
  const events = walks
    .flatMap(({ followed }) => followed)
    .filter(
      ({ place, deadline }) => place === `step:${step}` && deadline.what !== 'warning' && deadline.what !== 'rung',
    )
    .flatMap(({ events: all }) => all.map(({ type }) => ENDINGS[type]?.[language]));
  const told = [...new Set(events.filter((word) => word !== undefined))].join('; ');
  return told || (language === 'zh' ? '逐级通知' : 'the ladder');
}

/** The steps of an after-sales request: whose they are, how long they may take, what happens then. */
export function stepTable(walks: readonly Walked[], language: Language): string {
  const { waitingEnds } =
    standard.closing.find(({ kinds, requests }) => kinds?.includes('after-sales') && !requests)?.rules ?? {};
  const rows = STEP_NAMES.map((step) => {
    const { by, clock, workOrder } = STEPS[step];
    const row = standard.clocks.find((one) => one.clock === clock);
    const seconds = row?.target?.seconds ?? waitingEnds;
    return [
      `${STEP_WORDS[step][language]} \`${step}\``,
      DOERS[by][language],
      seconds === undefined ? '–' : `${span(seconds, language)}${clock ? ` \`${clock}\`` : ''}`,
      workOrder === undefined ? '–' : `\`${workOrder}\``,
      endingOf(walks, step, language),
    ];
  });
  return table(HEADS.step[language], rows);
}

import { CancellationError, env, l10n, window } from 'vscode';
import { Failure, ways } from '../../infrastructure/failure';
import type { FleetBoard, OrderedBoard } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { DeviceChoice } from '../device/device-choice';
import type { Serving } from '../serving/serving';
import { labelOf } from './board-row';
import type { Fleet } from './fleet';
import type { BoardNode, FleetNode } from './fleet-nodes';
import { boardNameProblem } from './rollout-rules';

/** What is done with boards of the view: those that are selected where the row that was clicked is one of them. */
export class BoardActions {
  /** @param selection Of the view, for commands that come by a key. */
  constructor(
    private readonly sidecar: Sidecar,
    private readonly fleet: Fleet,
    private readonly serving: Serving,
    private readonly devices: DeviceChoice,
    private readonly console: DeviceConsole,
    private readonly selection: () => readonly FleetNode[],
  ) {}

  /** Whatever a rollout or a hold says; a board takes it when it asks. */
  async update(node: unknown, nodes: unknown): Promise<void> {
    const boards = this.boardsOf(node, nodes);
    await this.serving.ensure();
    const answer = await this.sidecar.request('otatools/fleet/update', { boards: idsOf(boards), ...this.fleet.scope });
    tell(answer.boards);
  }

  async updateOutdated(): Promise<void> {
    const outdated = await this.countOutdated();
    if (outdated === 0) {
      void window.showInformationMessage(l10n.t('No board is outdated.'));
      return;
    }
    if (outdated > 1) {
      const update = l10n.t('Update All');
      const detail = l10n.t('Each takes what the folder has for it when it asks next, whatever a rollout says. Boards that are held stay.');
      await confirm(l10n.t('Update {0} boards?', outdated), detail, update);
    }
    await this.serving.ensure();
    const answer = await this.sidecar.request('otatools/fleet/update', this.fleet.scope);
    tell(answer.boards);
  }

  /** Nobody may have looked at the boards yet. */
  private async countOutdated(): Promise<number> {
    if (!this.fleet.isFollowing || this.fleet.failure !== undefined) {
      await this.fleet.follow();
    }
    if (this.fleet.failure !== undefined) {
      throw this.fleet.failure;
    }
    return this.fleet.outdated;
  }

  async hold(node: unknown, nodes: unknown, hold: boolean): Promise<void> {
    await this.sidecar.request('otatools/fleet/hold', { boards: idsOf(this.boardsOf(node, nodes)), hold, ...this.fleet.scope });
  }

  async rename(node: unknown): Promise<void> {
    const [board] = this.boardsOf(node, undefined);
    const name = await window.showInputBox({
      title: l10n.t('Name of {0}', board!.id),
      prompt: l10n.t('For you: the board does not get to know it. Leave it empty to take the name away.'),
      value: board!.name ?? '',
      ignoreFocusOut: true,
      validateInput: (text) => (boardNameProblem(text) ? l10n.t('A name has at most 64 characters, on one line.') : undefined),
    });
    if (name === undefined) {
      throw new CancellationError();
    }
    await this.sidecar.request('otatools/fleet/name', { board: board!.id, name: name.trim(), ...this.fleet.scope });
  }

  async forget(node: unknown, nodes: unknown): Promise<void> {
    const boards = this.boardsOf(node, nodes);
    const question = boards.length === 1 ? l10n.t('Forget the board {0}?', labelOf(boards[0]!)) : l10n.t('Forget {0} boards?', boards.length);
    await confirm(question, l10n.t('Its name and whether it is held are forgotten too. It comes back when it asks for firmware again.'), l10n.t('Forget'));
    await this.sidecar.request('otatools/fleet/forget', { boards: idsOf(boards), ...this.fleet.scope });
  }

  async openConsole(node: unknown): Promise<void> {
    const device = this.boardsOf(node, undefined)[0]!.attachedDevice;
    if (device === undefined) {
      throw new Failure(l10n.t('This board is not attached to this computer, or its port is not open.'), [ways.selectDevice()]);
    }
    await this.devices.use(device);
    await this.console.show();
  }

  async copyMac(node: unknown, nodes: unknown): Promise<void> {
    const text = this.boardsOf(node, nodes).flatMap(({ mac }) => mac ?? []).join('\n');
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(l10n.t('Copied {0}', text.replaceAll('\n', ', ')), 5000);
  }

  /** A menu gives the row and, where several are selected, all of them; a key gives nothing. */
  private boardsOf(node: unknown, nodes: unknown): FleetBoard[] {
    const given = (Array.isArray(nodes) ? nodes : node === undefined ? this.selection() : [node]) as readonly FleetNode[];
    const boards = given.filter((one): one is BoardNode => one?.kind === 'board').map(({ id, board }) => this.fleet.get(id) ?? board);
    if (boards.length === 0) {
      throw new CancellationError(); // a rollout's row is selected
    }
    return boards;
  }
}

function idsOf(boards: readonly FleetBoard[]): string[] {
  return boards.map(({ id }) => id);
}

async function confirm(question: string, detail: string, yes: string): Promise<void> {
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) {
    throw new CancellationError();
  }
}

function tell(boards: readonly OrderedBoard[]): void {
  const count = (wanted: OrderedBoard['result']): number => boards.filter(({ result }) => result === wanted).length;
  const [only] = boards;
  void window.showInformationMessage(
    boards.length === 1
      ? only!.message
      : l10n.t('{0} boards ask now, {1} at their next start; for {2} there is nothing to do.', count('askedNow'), count('atNextStart'), count('nothingToDo')),
  );
}

// Written by `npm run protocol` from the C# contract (server/OtaTools.Server/Features). Do not edit.

export type AddressKind = 'wifi' | 'ethernet' | 'lan' | 'phoneTether' | 'hotspot' | 'vpn' | 'containerBridge' | 'container' | 'virtualMachines' | 'virtualMachine' | 'wsl' | 'linkLocal' | 'loopback';

export interface AddressesParams {
  device?: string;
  port?: number;
}

export interface AddressesResult {
  addresses: readonly ExplainedAddress[];
  surroundings: SurroundingsState;
}

export type AdviceLevel = 'info' | 'warning' | 'error';

export interface Board {
  id: string;
  mac?: string;
  address: string;
  lastSeen: string;
  version?: string;
  slot?: string;
  state?: string;
  image?: string;
  scripts?: string;
  offered?: BoardOffer;
  outcome?: BoardOutcome;
  downloading?: number;
  chip?: string;
  rssi?: number;
}

export interface BoardListing {
  path: string;
  size: number;
  folder: boolean;
}

export interface BoardOffer {
  path: string;
  image: string;
  version?: string;
}

export interface BoardOutcome {
  result: BoardResult;
  image?: string;
  version?: string;
  reason?: string;
}

export interface BoardRemoval {
  path: string;
  count: number;
}

export type BoardResult = 'updated' | 'refused' | 'failed' | 'rolledBack' | 'leftAlone';

export interface BoardsResult {
  boards: readonly Board[];
}

export interface CardRow {
  key: string;
  label: string;
  value: string;
}

export interface CatalogueChange {
  root: string;
  reset: boolean;
  files: readonly WatchedFirmware[];
  removed: readonly string[];
  complete: boolean;
  truncated: boolean;
}

export interface CheckParams {
  device: string;
  baud?: number;
  timeoutSeconds?: number;
  port?: number;
  address?: string;
  workDoneToken?: string | number;
}

export type ConnectionCause = 'ok' | 'noWifi' | 'noConfiguration' | 'noSuchNetwork' | 'wrongPassword' | 'noAddressFromRouter' | 'notJoined' | 'anotherSubnet' | 'clientIsolation' | 'firewallDrops' | 'firewallRejects' | 'wrongInterface' | 'staleAddress' | 'serverNotRunning' | 'wrongPort' | 'anotherProgram' | 'containerBetween' | 'wslBetween' | 'virtualMachineBetween' | 'remoteBetween' | 'brokenNetwork' | 'nameNotFound' | 'unknown';

export type ConnectionRemedy = 'configureWifi' | 'uploadScripts' | 'chooseAddress' | 'startServing' | 'openSettings';

export interface ConnectionReport {
  ok: boolean;
  cause: ConnectionCause;
  message: string;
  fix?: string;
  sides: readonly Sighting[];
  address?: string;
  url?: string;
  remedies: readonly ConnectionRemedy[];
}

export interface ConsoleBack {
  device: string;
  port: string;
  message: string;
}

export interface ConsoleBusy {
  device: string;
  busy: boolean;
}

export interface ConsoleClosed {
  device: string;
}

export interface ConsoleExplained {
  device: string;
  line: string;
  explanation: string;
  level: AdviceLevel;
}

export interface ConsoleLogParams {
  device: string;
  path?: string;
  baud?: number;
}

export interface ConsoleLogResult {
  path?: string;
  bytes: number;
}

export interface ConsoleLost {
  device: string;
  message: string;
}

export interface ConsoleOutput {
  device: string;
  text: string;
  skipped: number;
}

export interface ConsoleParams {
  device: string;
  baud?: number;
}

export interface ConsoleResult {
  open: boolean;
  port: string;
}

export interface ConsoleSendParams {
  device: string;
  text: string;
  baud?: number;
}

export interface ConversionNote {
  severity: Severity;
  message: string;
}

export interface DeviceInfo {
  platform: string;
  version: string;
  machine: string;
  build?: string;
  chip?: number;
  freeMemory: number;
  slots: readonly OtaSlot[];
  running?: string;
  state?: string;
  mac?: string;
  address?: string;
  scripts?: string;
  scriptsOffered: string;
  slotSize?: number;
  chipRevision?: number;
  appElfSha256?: string;
  fileSystemRow?: boolean;
}

export interface DeviceParams {
  device: string;
  baud?: number;
  timeoutSeconds?: number;
}

export type DoneResult = Record<string, never>;

export interface ExplainedAddress {
  address: string;
  name: string;
  kind: AddressKind;
  isUsable: boolean;
  label: string;
  explanation: string;
  recommended: boolean;
}

export interface ExtractParams {
  path: string;
  output?: string;
  overwrite?: boolean;
}

export interface ExtractResult {
  path: string;
  existed: boolean;
  image: FirmwareImage;
  verdict: ImageVerdict;
}

export interface FetchedFile {
  path: string;
  target: string;
  bytes: number;
}

export type FileChange = 'new' | 'changed' | 'unchanged';

export interface FileOutcome {
  path: string;
  change: FileChange;
  bytes: number;
}

export interface FileToPut {
  source: string;
  target: string;
}

export interface Finding {
  code: FindingCode;
  severity: Severity;
  message: string;
  forcible: boolean;
  fixes?: readonly FindingFix[];
}

export type FindingCode = 'fullFlash' | 'notAnApp' | 'damaged' | 'trailingBytes' | 'notMicroPython' | 'unknownVersion' | 'notOtaVariant' | 'noHash' | 'noSlots' | 'wrongChip' | 'chipRevision' | 'tooLong' | 'alreadyRunning' | 'olderThanRunning' | 'losesFileSystem';

export type FindingFix = 'extractApp' | 'makeOta' | 'chooseImage';

export interface FirmwareImage {
  kind: FirmwareKind;
  length: number;
  chipId?: number;
  chip?: string;
  minChipRevision?: number;
  maxChipRevision?: number;
  idfVersion?: string;
  appElfSha256?: string;
  sha256?: string;
  imageLength?: number;
  microPython?: MicroPythonInfo;
  segments?: readonly ImageSegment[];
  trailingBytes?: number;
  segmentRegions?: readonly string[];
  flashSize?: number;
  signature?: string;
  full?: FullFlash;
  table?: PartitionTable;
  problems: readonly ImageProblem[];
  isUsable: boolean;
}

export type FirmwareKind = 'app' | 'fullFlash' | 'bootloader' | 'partitionTable' | 'uf2' | 'elf' | 'map' | 'webPage' | 'text' | 'pack' | 'imageFragment' | 'empty' | 'unknown';

export interface FlashCommands {
  erase: string;
  write: string;
  eraseBefore5: string;
  writeBefore5: string;
}

export interface FleetBoard {
  name?: string;
  attachedDevice?: string;
  isOutdated: boolean;
  isHeld: boolean;
  status: FleetStatus;
  summary: string;
  id: string;
  mac?: string;
  address: string;
  lastSeen: string;
  version?: string;
  slot?: string;
  state?: string;
  image?: string;
  scripts?: string;
  offered?: BoardOffer;
  outcome?: BoardOutcome;
  downloading?: number;
  chip?: string;
  rssi?: number;
}

export interface FleetChange {
  root?: string;
  reset: boolean;
  boards: readonly FleetBoard[];
  removed: readonly string[];
  outdated: number;
  rollouts: readonly RolloutState[];
}

export interface FleetDone {
  boards: readonly string[];
}

export interface FleetParams {
  root?: string;
}

export interface FleetState {
  root?: string;
  boards: readonly FleetBoard[];
  outdated: number;
  rollouts: readonly RolloutState[];
}

export type FleetStatus = 'unknown' | 'kept' | 'updated' | 'outdated' | 'waiting' | 'held' | 'ordered' | 'downloading' | 'onTrial' | 'refused' | 'failed' | 'rolledBack' | 'leftAlone';

export type ForeignBootPy = 'refuse' | 'hook' | 'replace' | 'keep';

export interface ForgetBoardsParams {
  boards: readonly string[];
  root?: string;
}

export interface FullFlash {
  flashOffset: number;
  table?: PartitionTable;
  app?: FirmwareImage;
  appOffset?: number;
}

export interface GenerateParams {
  bits?: number;
}

export interface GenerateResult {
  privateKey: string;
  publicKey: string;
  fingerprint: string;
}

export interface GetParams {
  device: string;
  path: string;
  target: string;
  baud?: number;
  timeoutSeconds?: number;
  workDoneToken?: string | number;
}

export interface GetResult {
  files: readonly FetchedFile[];
}

export interface HoldBoardsParams {
  boards: readonly string[];
  hold?: boolean;
  root?: string;
}

export type ImageProblem = 'notAnApp' | 'truncated' | 'checksumWrong' | 'hashWrong' | 'hashMissing' | 'headerDamaged' | 'partitionTableDamaged' | 'appMissing';

export interface ImageSegment {
  loadAddress: number;
  offset: number;
  length: number;
}

export interface ImageVerdict {
  title: string;
  findings: readonly Finding[];
  slotPercent?: number;
  worst?: Severity;
  usable: boolean;
}

export interface InspectParams {
  path: string;
  device?: string;
}

export interface InspectResult {
  file: string;
  path: string;
  usable: boolean;
  why?: string;
  verdict: ImageVerdict;
  card: readonly CardRow[];
  image: FirmwareImage;
}

export interface LanguageFolder {
  folder: string;
  root: string;
}

export interface LanguageParams {
  folders: readonly LanguageFolder[];
  device?: string;
  port?: number;
  address?: string;
}

export type LanguageResult = Record<string, never>;

export interface ListFirmwareParams {
  root: string;
  device?: string;
}

export interface ListFirmwareResult {
  files: readonly ListedFirmware[];
  truncated: boolean;
}

export interface ListParams {
  device: string;
  path?: string;
  recursive?: boolean;
  baud?: number;
  timeoutSeconds?: number;
}

export interface ListResult {
  entries: readonly BoardListing[];
}

export interface ListedFirmware {
  path: string;
  relative: string;
  usable: boolean;
  why?: string;
  image?: FirmwareImage;
  verdict?: ImageVerdict;
}

export interface MakeOtaParams {
  path: string;
  output?: string;
  flashSize?: string;
  overwrite?: boolean;
}

export interface MakeOtaResult {
  made: OtaImage;
  summary: string;
}

export interface MicroPythonInfo {
  version: string;
  buildDate?: string;
  board?: string;
  machine?: string;
  variant?: string;
  isOtaVariant?: boolean;
}

export interface NameBoardParams {
  board: string;
  name?: string;
  root?: string;
}

export type OrderResult = 'askedNow' | 'atNextStart' | 'nothingToDo';

export interface OrderedBoard {
  id: string;
  result: OrderResult;
  message: string;
}

export interface OtaImage {
  path: string;
  existed: boolean;
  chip?: string;
  flashSize: number;
  flashOffset: number;
  rows: readonly PartitionRow[];
  appLength: number;
  slotSize: number;
  fileSystemSize: number;
  freePercent: number;
  notes: readonly ConversionNote[];
  commands: FlashCommands;
}

export interface OtaSlot {
  label: string;
  size: number;
}

export interface PartitionRow {
  label: string;
  type: number;
  subtype: number;
  offset: number;
  size: number;
  isOtaSlot: boolean;
  typeName: string;
}

export interface PartitionTable {
  offset: number;
  rows: readonly PartitionRow[];
  md5Right?: boolean;
}

export interface PointerChange {
  target: string;
  name: string;
  before: PointerState;
  after: PointerState;
  isUnchanged: boolean;
  effect: string;
  firmwareUrl?: string;
}

export interface PointerState {
  release: string;
  version: string;
  identity: string;
  share: number;
  sequence: number;
  isSigned: boolean;
}

export interface PortInfo {
  name: string;
  description?: string;
  manufacturer?: string;
  vendorId?: string;
  productId?: string;
  serialNumber?: string;
  stableName?: string;
  chip?: string;
  kind: PortKind;
}

export type PortKind = 'board' | 'bridge' | 'usb' | 'other' | 'modem' | 'bluetooth';

export interface PortsResult {
  ports: readonly PortInfo[];
}

export interface PromoteParams {
  target: PublishTarget;
  credentials?: StoreKey;
  name?: string;
  release?: string;
  share?: number;
  privateKey?: string;
  passphrase?: string;
  unsigned?: boolean;
  force?: boolean;
  workDoneToken?: string | number;
}

export interface PublishParams {
  firmware: string;
  target: PublishTarget;
  credentials?: StoreKey;
  name?: string;
  share?: number;
  deltas?: number;
  sequence?: number;
  privateKey?: string;
  passphrase?: string;
  unsigned?: boolean;
  force?: boolean;
  workDoneToken?: string | number;
}

export interface PublishPlan {
  target: string;
  name: string;
  release: string;
  version: string;
  chip: string;
  files: readonly ReleaseFile[];
  bytesToPut: number;
  before?: PointerState;
  after: PointerState;
  firmwareUrl?: string;
  isDone: boolean;
  notes: readonly string[];
}

export interface PublishResult {
  plan: PublishPlan;
  readability: Readability;
}

export interface PublishTarget {
  kind: PublishTargetKind;
  folder?: string;
  endpoint?: string;
  region?: string;
  bucket?: string;
  prefix?: string;
  publicUrl?: string;
}

export type PublishTargetKind = 'folder' | 's3';

export interface PutParams {
  device: string;
  files: readonly FileToPut[];
  baud?: number;
  timeoutSeconds?: number;
  workDoneToken?: string | number;
}

export interface PutResult {
  files: readonly FileOutcome[];
}

export type Readability = 'public' | 'private' | 'unknown';

export interface Release {
  id: string;
  version: string;
  identity: string;
  chip: string;
  published: string;
  size: number;
  packedSize?: number;
  deltas: number;
  isCurrent: boolean;
  share?: number;
  isWithdrawn: boolean;
  sequence: number;
}

export interface ReleaseFile {
  name: string;
  kind: ReleaseFileKind;
  bytes: number;
  state: ReleaseFileState;
  base?: string;
}

export type ReleaseFileKind = 'image' | 'pack' | 'delta' | 'manifest' | 'record' | 'pointer';

export type ReleaseFileState = 'present' | 'new' | 'notWorthIt';

export interface Releases {
  target: string;
  name: string;
  pointer?: PointerState;
  firmwareUrl?: string;
  all: readonly Release[];
}

export interface ReleasesParams {
  target: PublishTarget;
  credentials?: StoreKey;
  name?: string;
  workDoneToken?: string | number;
}

export interface ReleasesResult {
  pointers: readonly Releases[];
}

export interface RemoveFilesParams {
  device: string;
  paths: readonly string[];
  recursive?: boolean;
  baud?: number;
  timeoutSeconds?: number;
}

export interface RemoveFilesResult {
  removed: readonly BoardRemoval[];
}

export interface RemoveParams {
  device: string;
  baud?: number;
  timeoutSeconds?: number;
}

export interface RemoveResult {
  removed: readonly string[];
  restored: boolean;
  callsUs: boolean;
}

export interface ReportedBoard {
  line?: string;
  id: string;
  mac?: string;
  address: string;
  lastSeen: string;
  version?: string;
  slot?: string;
  state?: string;
  image?: string;
  scripts?: string;
  offered?: BoardOffer;
  outcome?: BoardOutcome;
  downloading?: number;
  chip?: string;
  rssi?: number;
}

export interface ReportedTransfer {
  line?: string;
  id: number;
  started: string;
  board: string;
  remoteAddress: string;
  method: string;
  path: string;
  status: number;
  bytesSent: number;
  bytesTotal: number;
  state: TransferState;
  boardVersion?: string;
  why?: string;
}

export interface RolloutFailure {
  board: string;
  name?: string;
  reason: string;
}

export interface RolloutParams {
  rollout: string;
  root?: string;
}

export type RolloutStage = 'firstWave' | 'rest' | 'paused' | 'stopped' | 'done';

export interface RolloutState {
  id: string;
  path: string;
  image: string;
  version?: string;
  started: string;
  stage: RolloutStage;
  first: number;
  stopAfter: string;
  patience: number;
  admitted: number;
  proved: number;
  failed: number;
  inFlight: number;
  waiting: number;
  failures: readonly RolloutFailure[];
  summary: string;
}

export interface RunningImage {
  slot: string;
  version: string;
}

export interface ServingState {
  serving: boolean;
  port?: number;
  url?: string;
  root?: string;
}

export type Severity = 'remark' | 'warning' | 'error';

export interface Sighting {
  what: string;
  seen: string;
}

export interface SignParams {
  firmware: string;
  privateKey: string;
  sequence?: number;
  passphrase?: string;
}

export interface SignResult {
  manifest: string;
  sequence: number;
  fingerprint: string;
}

export interface StartRolloutParams {
  firmware: string;
  first: string;
  stopAfter?: string;
  patience?: number;
  root?: string;
}

export interface StartServingParams {
  root: string;
  port?: number;
  device?: string;
  address?: string;
}

export interface StopServingParams {
  wait?: number;
  cut?: boolean;
}

export interface StoppedServing {
  serving: boolean;
  finished: readonly string[];
  interrupted: readonly string[];
}

export interface StoreKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export type SurroundingKind = 'container' | 'codespace' | 'wsl1' | 'wsl2' | 'wsl2Mirrored' | 'ssh' | 'tunnel' | 'virtualMachine';

export interface SurroundingsState {
  kinds: readonly SurroundingKind[];
  between: boolean;
  explanation?: string;
}

export type TransferState = 'running' | 'done' | 'brokenOff';

export interface UnwatchFirmwareParams {
  root: string;
}

export interface UpdateBoardsParams {
  boards?: readonly string[];
  root?: string;
}

export interface UpdateBoardsResult {
  boards: readonly OrderedBoard[];
}

export type UpdateOutcome = 'updated' | 'alreadyRunning';

export interface UpdateParams {
  firmware: string;
  device: string;
  baud?: number;
  timeoutSeconds?: number;
  wifi?: WifiNetwork;
  firmwareUrl?: string;
  root?: string;
  port?: number;
  address?: string;
  bootPy?: ForeignBootPy;
  publicKey?: string;
  force?: boolean;
  workDoneToken?: string | number;
}

export interface UpdateResult {
  outcome: UpdateOutcome;
  mac: string;
  from: RunningImage;
  to: RunningImage;
  url: string;
  bytesSent: number;
  resets: number;
  files: readonly FileOutcome[];
}

export interface UploadParams {
  device: string;
  baud?: number;
  timeoutSeconds?: number;
  wifi?: WifiNetwork;
  firmwareUrl?: string;
  bootPy?: ForeignBootPy;
  publicKey?: string;
  workDoneToken?: string | number;
}

export interface UploadResult {
  files: readonly FileOutcome[];
}

export interface UrlParams {
  path: string;
  root?: string;
  port?: number;
  device?: string;
  address?: string;
}

export interface UrlResult {
  url: string;
}

export interface WatchFirmwareParams {
  root: string;
  device?: string;
}

export interface WatchFirmwareResult {
  root: string;
}

export interface WatchedFirmware {
  path: string;
  relative: string;
  urlPath: string;
  length: number;
  arriving: boolean;
  kind?: FirmwareKind;
  name?: string;
  chip?: string;
  sortKey: string;
  verdict?: ImageVerdict;
  unreadable?: string;
}

export interface WifiNetwork {
  ssid: string;
  password: string;
}

export interface WithdrawParams {
  target: PublishTarget;
  credentials?: StoreKey;
  name?: string;
  release?: string;
  privateKey?: string;
  passphrase?: string;
  unsigned?: boolean;
  workDoneToken?: string | number;
}

export interface Requests {
  'otatools/connection/addresses': { params: AddressesParams; result: AddressesResult };
  'otatools/connection/check': { params: CheckParams; result: ConnectionReport };
  'otatools/console/log': { params: ConsoleLogParams; result: ConsoleLogResult };
  'otatools/console/open': { params: ConsoleParams; result: ConsoleResult };
  'otatools/console/send': { params: ConsoleSendParams; result: ConsoleResult };
  'otatools/device/close': { params: DeviceParams; result: DoneResult };
  'otatools/device/info': { params: DeviceParams; result: DeviceInfo };
  'otatools/device/interrupt': { params: DeviceParams; result: DoneResult };
  'otatools/device/ports': { params: undefined; result: PortsResult };
  'otatools/device/reset': { params: DeviceParams; result: DoneResult };
  'otatools/files/get': { params: GetParams; result: GetResult };
  'otatools/files/list': { params: ListParams; result: ListResult };
  'otatools/files/put': { params: PutParams; result: PutResult };
  'otatools/files/remove': { params: RemoveFilesParams; result: RemoveFilesResult };
  'otatools/firmware/extract': { params: ExtractParams; result: ExtractResult };
  'otatools/firmware/inspect': { params: InspectParams; result: InspectResult };
  'otatools/firmware/list': { params: ListFirmwareParams; result: ListFirmwareResult };
  'otatools/firmware/makeOta': { params: MakeOtaParams; result: MakeOtaResult };
  'otatools/firmware/unwatch': { params: UnwatchFirmwareParams; result: WatchFirmwareResult };
  'otatools/firmware/watch': { params: WatchFirmwareParams; result: WatchFirmwareResult };
  'otatools/fleet/boards': { params: FleetParams; result: FleetState };
  'otatools/fleet/forget': { params: ForgetBoardsParams; result: FleetDone };
  'otatools/fleet/hold': { params: HoldBoardsParams; result: FleetDone };
  'otatools/fleet/name': { params: NameBoardParams; result: FleetDone };
  'otatools/fleet/pauseRollout': { params: RolloutParams; result: RolloutState };
  'otatools/fleet/resumeRollout': { params: RolloutParams; result: RolloutState };
  'otatools/fleet/startRollout': { params: StartRolloutParams; result: RolloutState };
  'otatools/fleet/stopRollout': { params: RolloutParams; result: RolloutState };
  'otatools/fleet/update': { params: UpdateBoardsParams; result: UpdateBoardsResult };
  'otatools/language/configure': { params: LanguageParams; result: LanguageResult };
  'otatools/publishing/plan': { params: PublishParams; result: PublishPlan };
  'otatools/publishing/promote': { params: PromoteParams; result: PointerChange };
  'otatools/publishing/publish': { params: PublishParams; result: PublishResult };
  'otatools/publishing/releases': { params: ReleasesParams; result: ReleasesResult };
  'otatools/publishing/withdraw': { params: WithdrawParams; result: PointerChange };
  'otatools/scripts/remove': { params: RemoveParams; result: RemoveResult };
  'otatools/scripts/upload': { params: UploadParams; result: UploadResult };
  'otatools/serving/boards': { params: undefined; result: BoardsResult };
  'otatools/serving/start': { params: StartServingParams; result: ServingState };
  'otatools/serving/state': { params: undefined; result: ServingState };
  'otatools/serving/stop': { params: StopServingParams; result: StoppedServing };
  'otatools/serving/url': { params: UrlParams; result: UrlResult };
  'otatools/signing/generate': { params: GenerateParams; result: GenerateResult };
  'otatools/signing/sign': { params: SignParams; result: SignResult };
  'otatools/update/run': { params: UpdateParams; result: UpdateResult };
}

/** From the server to the client. */
export interface Notifications {
  'otatools/console/back': ConsoleBack;
  'otatools/console/busy': ConsoleBusy;
  'otatools/console/closed': ConsoleClosed;
  'otatools/console/explained': ConsoleExplained;
  'otatools/console/lost': ConsoleLost;
  'otatools/console/output': ConsoleOutput;
  'otatools/firmware/catalogue': CatalogueChange;
  'otatools/fleet/changed': FleetChange;
  'otatools/serving/board': ReportedBoard;
  'otatools/serving/transfer': ReportedTransfer;
}

/** The codes of the server's own errors. */
export const ErrorCode = {
  DeviceNotFound: 1101,
  DeviceBusy: 1102,
  DeviceNoPermission: 1103,
  DeviceDisconnected: 1104,
  DeviceNoAnswer: 1105,
  DeviceProtocol: 1106,
  DeviceAddressInvalid: 1107,
  DeviceNotSelected: 1108,
  DeviceNotMicroPython: 1109,
  DeviceInDownloadMode: 1110,
  DeviceNotInterruptible: 1111,
  DevicePython: 1201,
  DeviceFileSystem: 1202,
  BootPyForeign: 1203,
  DeviceWriteCorrupt: 1204,
  DeviceImageOnTrial: 1205,
  BoardFileNotFound: 1206,
  BoardPathInvalid: 1207,
  LocalFileFailed: 1208,
  FirmwareUnreadable: 1301,
  FirmwareUnusable: 1302,
  FirmwareDoesNotFit: 1303,
  FirmwareWrongChip: 1304,
  DeviceHasNoSlots: 1305,
  FirmwareNotWritten: 1306,
  FirmwareLosesFileSystem: 1307,
  FirmwareNotAdvised: 1308,
  FirmwareFileExists: 1309,
  FirmwareNotConvertible: 1310,
  PortInUse: 1401,
  ServeFolderMissing: 1402,
  NoAddress: 1403,
  ServeFailed: 1404,
  ServingBusy: 1405,
  UpdateFailed: 1501,
  UpdateTimedOut: 1502,
  UpdateRolledBack: 1503,
  UpdateLeftAlone: 1504,
  ConfigurationInvalid: 1601,
  SigningKeyUnreadable: 1701,
  SigningKeyUnusable: 1702,
  SigningKeyExists: 1703,
  SigningKeyPassphrase: 1704,
  ManifestInvalid: 1705,
  ManifestNotWritten: 1706,
  PublishTargetInvalid: 1801,
  StoreNotReachable: 1802,
  StoreCredentialsMissing: 1803,
  StoreAccessDenied: 1804,
  StoreKeyWrong: 1805,
  StoreClockWrong: 1806,
  StoreBucketMissing: 1807,
  StoreRegionWrong: 1808,
  StoreTls: 1809,
  StoreTimedOut: 1810,
  StoreBusy: 1811,
  StoreFailed: 1812,
  StoreFolderFailed: 1813,
  PublishRaced: 1814,
  PublishUnsigned: 1815,
  PublishFileDiffers: 1816,
  PublishNotReadable: 1817,
  PublishVerificationFailed: 1818,
  PublishOptionInvalid: 1819,
  PointerUnusable: 1820,
  ReleaseUnknown: 1821,
  ReleaseWithdrawn: 1822,
  FleetNotServed: 1901,
  BoardUnknown: 1902,
  BoardNotNamed: 1903,
  RolloutUnknown: 1904,
  RolloutInvalid: 1905,
  FleetStateUnwritable: 1906,
  BoardCannotReachServer: 2001,
} as const;

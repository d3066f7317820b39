namespace OtaTools.Core;

/// <summary>What firmware files are, what is wrong with them, and what is known of them.</summary>
internal static partial class Strings
{
    public static string KindFullFlash() => Format(nameof(KindFullFlash));

    public static string KindBootloader() => Format(nameof(KindBootloader));

    public static string KindPartitionTable() => Format(nameof(KindPartitionTable));

    public static string KindUf2() => Format(nameof(KindUf2));

    public static string KindElf() => Format(nameof(KindElf));

    public static string KindMap() => Format(nameof(KindMap));

    public static string KindWebPage() => Format(nameof(KindWebPage));

    public static string KindText() => Format(nameof(KindText));

    public static string KindPack() => Format(nameof(KindPack));

    public static string KindFragment() => Format(nameof(KindFragment));

    public static string KindEmpty() => Format(nameof(KindEmpty));

    public static string KindUnknown() => Format(nameof(KindUnknown));

    public static string ProblemTruncated() => Format(nameof(ProblemTruncated));

    public static string ProblemChecksum() => Format(nameof(ProblemChecksum));

    public static string ProblemHash() => Format(nameof(ProblemHash));

    public static string ProblemHashMissing() => Format(nameof(ProblemHashMissing));

    public static string ProblemHeader() => Format(nameof(ProblemHeader));

    public static string ProblemTable() => Format(nameof(ProblemTable));

    public static string ProblemAppMissing() => Format(nameof(ProblemAppMissing));

    public static string ImageUnusable(object name, object why) => Format(nameof(ImageUnusable), name, why);

    public static string ImageNotAdvised(object name, object why) => Format(nameof(ImageNotAdvised), name, why);

    public static string VerdictUsable() => Format(nameof(VerdictUsable));

    public static string VerdictFits(object percent) => Format(nameof(VerdictFits), percent);

    public static string VerdictTooLong(object over) => Format(nameof(VerdictTooLong), over);

    public static string VerdictNoSlots() => Format(nameof(VerdictNoSlots));

    public static string VerdictWrongChip(object chip) => Format(nameof(VerdictWrongChip), chip);

    public static string VerdictChipRevision() => Format(nameof(VerdictChipRevision));

    public static string VerdictAlreadyRunning() => Format(nameof(VerdictAlreadyRunning));

    public static string VerdictOlder() => Format(nameof(VerdictOlder));

    public static string VerdictLosesFileSystem() => Format(nameof(VerdictLosesFileSystem));

    public static string VerdictTruncated() => Format(nameof(VerdictTruncated));

    public static string VerdictDamaged() => Format(nameof(VerdictDamaged));

    public static string VerdictNotMicroPython() => Format(nameof(VerdictNotMicroPython));

    public static string FindingWrongChip(object chip, object board) => Format(nameof(FindingWrongChip), chip, board);

    public static string FindingChipRevision(object revisions, object revision) => Format(nameof(FindingChipRevision), revisions, revision);

    public static string FindingTooLong(object over, object slot) => Format(nameof(FindingTooLong), over, slot);

    public static string FindingTooLongTakeOta(object over, object slot) => Format(nameof(FindingTooLongTakeOta), over, slot);

    public static string FindingAlreadyRunning() => Format(nameof(FindingAlreadyRunning));

    public static string FindingOlder(object version, object running) => Format(nameof(FindingOlder), version, running);

    public static string FindingLosesFileSystem(object version) => Format(nameof(FindingLosesFileSystem), version);

    public static string FindingMayLoseFileSystem() => Format(nameof(FindingMayLoseFileSystem));

    public static string FindingNotMicroPython() => Format(nameof(FindingNotMicroPython));

    public static string FindingUnknownVersion() => Format(nameof(FindingUnknownVersion));

    public static string FindingNotOtaVariant() => Format(nameof(FindingNotOtaVariant));

    public static string FindingTrailingBytes(object trailing) => Format(nameof(FindingTrailingBytes), trailing);

    public static string FindingTrailingSignature(object trailing, object scheme) => Format(nameof(FindingTrailingSignature), trailing, scheme);

    public static string FindingNoHash() => Format(nameof(FindingNoHash));

    public static string RevisionsBetween(object least, object most) => Format(nameof(RevisionsBetween), least, most);

    public static string RevisionsFrom(object least) => Format(nameof(RevisionsFrom), least);

    public static string KindNameApp() => Format(nameof(KindNameApp));

    public static string KindNameFullFlash() => Format(nameof(KindNameFullFlash));

    public static string KindNameBootloader() => Format(nameof(KindNameBootloader));

    public static string KindNamePartitionTable() => Format(nameof(KindNamePartitionTable));

    public static string KindNameUf2() => Format(nameof(KindNameUf2));

    public static string KindNameElf() => Format(nameof(KindNameElf));

    public static string KindNameMap() => Format(nameof(KindNameMap));

    public static string KindNameWebPage() => Format(nameof(KindNameWebPage));

    public static string KindNameText() => Format(nameof(KindNameText));

    public static string KindNamePack() => Format(nameof(KindNamePack));

    public static string KindNameFragment() => Format(nameof(KindNameFragment));

    public static string KindNameEmpty() => Format(nameof(KindNameEmpty));

    public static string KindNameUnknown() => Format(nameof(KindNameUnknown));

    public static string CardKind() => Format(nameof(CardKind));

    public static string CardBoard() => Format(nameof(CardBoard));

    public static string CardVariant() => Format(nameof(CardVariant));

    public static string CardVariantPlain() => Format(nameof(CardVariantPlain));

    public static string CardBuildDate() => Format(nameof(CardBuildDate));

    public static string CardChip() => Format(nameof(CardChip));

    public static string CardChipRevision() => Format(nameof(CardChipRevision));

    public static string CardSize() => Format(nameof(CardSize));

    public static string CardBytes(object bytes) => Format(nameof(CardBytes), bytes);

    public static string CardSlot() => Format(nameof(CardSlot));

    public static string CardFlashSize() => Format(nameof(CardFlashSize));

    public static string CardTrailing() => Format(nameof(CardTrailing));

    public static string CardElfSha256() => Format(nameof(CardElfSha256));

    public static string CardSegments() => Format(nameof(CardSegments));

    public static string CardTable() => Format(nameof(CardTable));

    public static string CardApp() => Format(nameof(CardApp));

    public static string CardAppAt(object bytes, object offset) => Format(nameof(CardAppAt), bytes, offset);
}

namespace OtaTools.Server;

/// <summary>The fleet, on the command line.</summary>
internal static partial class Messages
{
    public static string BoardsDescription() => Format(nameof(BoardsDescription));

    public static string NameDescription() => Format(nameof(NameDescription));

    public static string HoldDescription() => Format(nameof(HoldDescription));

    public static string UnholdDescription() => Format(nameof(UnholdDescription));

    public static string ForgetDescription() => Format(nameof(ForgetDescription));

    public static string UpdateBoardsDescription() => Format(nameof(UpdateBoardsDescription));

    public static string ArgumentBoard() => Format(nameof(ArgumentBoard));

    public static string ArgumentBoardsToUpdate() => Format(nameof(ArgumentBoardsToUpdate));

    public static string ArgumentBoardName() => Format(nameof(ArgumentBoardName));

    public static string OptionRoot() => Format(nameof(OptionRoot));

    public static string BoardChanged(object board) => Format(nameof(BoardChanged), board);

    public static string NoBoards(object root) => Format(nameof(NoBoards), root);

    public static string ColumnBoard() => Format(nameof(ColumnBoard));

    public static string ColumnName() => Format(nameof(ColumnName));

    public static string ColumnChip() => Format(nameof(ColumnChip));

    public static string ColumnVersion() => Format(nameof(ColumnVersion));

    public static string ColumnSlot() => Format(nameof(ColumnSlot));

    public static string ColumnSignal() => Format(nameof(ColumnSignal));

    public static string ColumnSeen() => Format(nameof(ColumnSeen));

    public static string ColumnStatus() => Format(nameof(ColumnStatus));

    public static string RolloutDescription() => Format(nameof(RolloutDescription));

    public static string RolloutStartDescription() => Format(nameof(RolloutStartDescription));

    public static string RolloutStatusDescription() => Format(nameof(RolloutStatusDescription));

    public static string RolloutPauseDescription() => Format(nameof(RolloutPauseDescription));

    public static string RolloutResumeDescription() => Format(nameof(RolloutResumeDescription));

    public static string RolloutStopDescription() => Format(nameof(RolloutStopDescription));

    public static string ArgumentRolloutFile() => Format(nameof(ArgumentRolloutFile));

    public static string ArgumentRolloutOf() => Format(nameof(ArgumentRolloutOf));

    public static string OptionFirst() => Format(nameof(OptionFirst));

    public static string OptionStopAfter() => Format(nameof(OptionStopAfter));

    public static string OptionPatience() => Format(nameof(OptionPatience));

    public static string NoRollouts(object root) => Format(nameof(NoRollouts), root);

    public static string SeveralRollouts(object paths) => Format(nameof(SeveralRollouts), paths);
}

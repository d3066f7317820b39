using System.Collections.Immutable;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet.Storage;

/// <summary>What was seen of the boards of one folder: written by the process that serves it.</summary>
internal sealed record SeenBoards(int Schema, string Root, IReadOnlyList<Board> Boards)
{
    public const int CurrentSchema = 1;
}

/// <summary>How far the rollouts of one folder have come, by id: written by the process that serves it.</summary>
internal sealed record SeenRollouts(int Schema, ImmutableSortedDictionary<string, RolloutProgress> Rollouts)
{
    public const int CurrentSchema = 1;

    public static SeenRollouts Empty { get; } = new(CurrentSchema, ImmutableSortedDictionary.Create<string, RolloutProgress>(StringComparer.Ordinal));
}

using OtaTools.Core.Serving;

namespace OtaTools.Core.Fleet;

/// <summary>A board of the fleet: what it told, what people said of it, and how it stands.</summary>
public sealed record FleetBoard : Board
{
    public FleetBoard(Board board)
        : base(board)
    {
    }

    /// <summary>Given by a person; null where none was.</summary>
    public string? Name { get; init; }

    /// <summary>The open device at whose end it is; null where it is not attached.</summary>
    public string? AttachedDevice { get; init; }

    /// <summary>The folder has another image than it runs under the path that it asks for.</summary>
    public bool IsOutdated { get; init; }

    public bool IsHeld { get; init; }

    public FleetStatus Status { get; init; }

    /// <summary>The status in a sentence for a person, with its reason where there is one.</summary>
    public required string Summary { get; init; }
}

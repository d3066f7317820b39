namespace OtaTools.Core.Fleet;

/// <summary>How a board stands to what its folder has for it.</summary>
public enum FleetStatus
{
    /// <summary>It did not tell what it runs, or asked for nothing that is there.</summary>
    Unknown,

    /// <summary>It runs it, and did when it asked first.</summary>
    Kept,

    /// <summary>It took it, and it proved itself.</summary>
    Updated,

    /// <summary>It runs something else, and gets it when it asks next.</summary>
    Outdated,

    /// <summary>It runs something else: a rollout does not let it have it yet.</summary>
    Waiting,

    /// <summary>It runs something else, and is held there.</summary>
    Held,

    /// <summary>It runs something else, and gets it when it asks next, whatever a rollout or a hold says: a person wanted it so.</summary>
    Ordered,

    Downloading,

    /// <summary>It runs it, and has to prove it yet.</summary>
    OnTrial,

    Refused,

    Failed,

    RolledBack,

    LeftAlone,
}

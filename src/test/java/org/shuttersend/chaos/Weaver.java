package org.shuttersend.chaos;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.chaos.child.Hooks;

/// Puts the calls of [Hooks] into a copy of the product's classes: the product itself knows nothing
/// of them. Used by one thread.
final class Weaver {
  private static final ClassDesc HOOKS = ClassDesc.of(Hooks.class.getName());
  private static final MethodTypeDesc AT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final String STORE = "org/shuttersend/receiver/store/";
  private static final String DURABLE = "org/shuttersend/database/Durable";
  private static final Map<String, Set<String>> DISK =
      Map.of(
          "java/nio/channels/FileChannel", Set.of("open", "force"),
          "java/nio/file/Files",
              Set.of("move", "delete", "deleteIfExists", "createDirectory", "createDirectories"));

  private final List<KillPoint> points;
  private final SeededBug bug;
  private final Set<KillPoint> woven = new HashSet<>();
  private final Set<String> applied = new HashSet<>();
  private final Set<String> replaced = new HashSet<>();

  Weaver(List<KillPoint> points, SeededBug bug) {
    this.points = points;
    this.bug = bug;
  }

  /// One that changes nothing.
  static Weaver idle() {
    return new Weaver(List.of(), SeededBug.NONE);
  }

  SeededBug bug() {
    return bug;
  }

  /// Points whose method was found.
  Set<KillPoint> woven() {
    return woven;
  }

  /// Calls that go to the hooks instead, as `Class#method`.
  Set<String> replaced() {
    return replaced;
  }

  /// What of the seeded bug was found.
  Set<String> applied() {
    return applied;
  }

  byte[] weave(byte[] original) {
    ClassFile file = ClassFile.of();
    ClassModel model = file.parse(original);
    String owner = model.thisClass().asInternalName();
    return file.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            builder.transformMethod(method, MethodTransform.transformingCode(code(owner, method)));
          } else {
            builder.with(element);
          }
        });
  }

  private CodeTransform code(String owner, MethodModel method) {
    String name = method.methodName().stringValue();
    List<KillPoint> here =
        points.stream()
            .filter(p -> p.internalName().equals(owner) && p.method().equals(name))
            .toList();
    woven.addAll(here);
    String me = shortName(owner) + "#" + name;
    boolean forgotten = bug.forgotten().contains(me) && isSimple(method);
    if (forgotten) {
      applied.add(me);
    }
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        call(code, here, KillPoint.Edge.BEGINS);
        if (forgotten) {
          returnNothing(code, method.methodTypeSymbol().returnType());
        }
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        if (forgotten) {
          return;
        }
        switch (element) {
          case ReturnInstruction end -> {
            call(code, here, KillPoint.Edge.RETURNS);
            code.with(end);
          }
          case InvokeInstruction call -> invoke(code, owner, me, call);
          case ConstantInstruction.LoadConstantInstruction load
              when load.constantValue() instanceof String text ->
              code.loadConstant(Weaver.this.reworded(text));
          default -> code.with(element);
        }
      }
    };
  }

  private static void call(CodeBuilder code, List<KillPoint> here, KillPoint.Edge edge) {
    for (KillPoint point : here) {
      if (point.edge() == edge) {
        code.loadConstant(point.id()).invokestatic(HOOKS, "at", AT);
      }
    }
  }

  private void invoke(CodeBuilder code, String owner, String me, InvokeInstruction call) {
    String callee = call.owner().asInternalName();
    String name = call.name().stringValue();
    String edge = me + ">" + shortName(callee) + "#" + name;
    MethodTypeDesc type = call.typeSymbol();
    if (bug.uncalled().contains(edge)) {
      applied.add(edge);
      type.parameterList().forEach(parameter -> code.pop());
    } else if (isOnDisk(owner) && DISK.getOrDefault(callee, Set.of()).contains(name)) {
      replaced.add(shortName(callee) + "#" + name);
      boolean virtual = name.equals("force");
      code.invokestatic(
          HOOKS, name, virtual ? type.insertParameterTypes(0, call.owner().asSymbol()) : type);
    } else if (owner.equals("org/shuttersend/app/Main") && callee.equals("java/time/Clock")) {
      replaced.add(shortName(callee) + "#" + name);
      code.invokestatic(HOOKS, "clock", type);
    } else {
      code.with(call);
    }
  }

  private static boolean isOnDisk(String owner) {
    return owner.startsWith(STORE) || owner.equals(DURABLE);
  }

  /// A text of a class or a resource as the seeded bug has it.
  String reworded(String text) {
    String now = text;
    for (Map.Entry<String, String> word : bug.words().entrySet()) {
      if (now.contains(word.getKey())) {
        applied.add(word.getKey());
        now = now.replace(word.getKey(), word.getValue());
      }
    }
    return now;
  }

  /// Of methods of one name only those whose result can be left out are forgotten.
  private static boolean isSimple(MethodModel method) {
    return !method.methodTypeSymbol().returnType().isPrimitive();
  }

  private static void returnNothing(CodeBuilder code, ClassDesc type) {
    Optional<String> nothing =
        switch (type.descriptorString()) {
          case "Ljava/util/Optional;" -> Optional.of("empty");
          case "Ljava/util/Map;" -> Optional.of("of");
          default -> Optional.empty();
        };
    if (nothing.isPresent()) {
      boolean ofInterface = nothing.get().equals("of");
      code.invokestatic(type, nothing.get(), MethodTypeDesc.of(type), ofInterface);
    } else {
      // The first constant of an enum: the most harmless answer, by house custom.
      code.invokestatic(type, "values", MethodTypeDesc.of(type.arrayType())).iconst_0().aaload();
    }
    code.areturn();
  }

  private static String shortName(String internalName) {
    String dotted = internalName.replace('/', '.');
    return dotted.startsWith("org.shuttersend.")
        ? dotted.substring("org.shuttersend.".length())
        : dotted;
  }
}
